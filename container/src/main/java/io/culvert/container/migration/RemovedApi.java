package io.culvert.container.migration;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the old servlet API had and the one of today has not (removed in Servlet 6.0 and Pages 3.1
 * and 4.0, after two decades as deprecated). Classes that use it load, and fail where they do.
 */
final class RemovedApi {
  private static final String PACKAGE = "jakarta/servlet/";

  private static final Set<String> TYPES =
      Set.of(
          "SingleThreadModel",
          "http/HttpSessionContext",
          "http/HttpUtils",
          "jsp/el/ELException",
          "jsp/el/ELParseException",
          "jsp/el/Expression",
          "jsp/el/ExpressionEvaluator",
          "jsp/el/FunctionMapper",
          "jsp/el/VariableResolver");

  private static final Set<String> OF_REQUESTS =
      Set.of("getRealPath", "isRequestedSessionIdFromUrl");
  private static final Set<String> OF_RESPONSES =
      Set.of("encodeUrl", "encodeRedirectUrl", "setStatus(ILjava/lang/String;)V");

  private static final Map<String, Set<String>> METHODS =
      Map.of(
          "ServletContext",
          Set.of(
              "getServlet",
              "getServlets",
              "getServletNames",
              "log(Ljava/lang/Exception;Ljava/lang/String;)V"),
          "ServletRequest",
          OF_REQUESTS,
          "ServletRequestWrapper",
          OF_REQUESTS,
          "http/HttpServletRequest",
          OF_REQUESTS,
          "http/HttpServletRequestWrapper",
          OF_REQUESTS,
          "http/HttpServletResponse",
          OF_RESPONSES,
          "http/HttpServletResponseWrapper",
          OF_RESPONSES,
          "http/HttpSession",
          Set.of("getSessionContext", "getValue", "getValueNames", "putValue", "removeValue"),
          "jsp/JspContext",
          Set.of("getExpressionEvaluator", "getVariableResolver"),
          "jsp/PageContext",
          Set.of("getExpressionEvaluator", "getVariableResolver"));

  /** In words, everything of it that a rewritten class refers to. */
  List<String> usedBy(byte[] content) {
    List<String> uses = new ArrayList<>();
    ConstantPool pool = ClassFile.of().parse(content).constantPool();
    for (PoolEntry entry : pool) {
      switch (entry) {
        case ClassEntry type -> addType(type.asInternalName(), uses);
        case MemberRefEntry member -> addMember(member, uses);
        default -> {}
      }
    }
    return uses;
  }

  private static void addType(String name, List<String> uses) {
    if (name.startsWith(PACKAGE) && TYPES.contains(name.substring(PACKAGE.length()))) {
      uses.add(name.replace('/', '.'));
    }
  }

  private static void addMember(MemberRefEntry member, List<String> uses) {
    String owner = member.owner().asInternalName();
    if (!owner.startsWith(PACKAGE)) {
      return;
    }
    Set<String> removed = METHODS.getOrDefault(owner.substring(PACKAGE.length()), Set.of());
    String name = member.name().stringValue();
    if (removed.contains(name) || removed.contains(name + member.type().stringValue())) {
      uses.add(owner.replace('/', '.') + "." + name);
    }
  }
}
