package io.culvert.container.deploy.pages;

import io.culvert.container.buildcache.Sha256;
import jakarta.el.ELContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.jsp.JspFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jasper.Options;
import org.apache.jasper.servlet.JspServlet;
import org.eclipse.jdt.internal.compiler.Compiler;

/** What all pages of a servlet depend on, but for their sources. */
final class Environment {
  /** To be raised when the same sources come out differently, or are kept differently. */
  private static final String FORMAT = "1";

  /** What concerns only when, where and by whom pages are compiled, or what is said of errors. */
  private static final Set<String> IMMATERIAL =
      Set.of(
          "getScratchDir",
          "getClassPath",
          "getCompiler",
          "getCompilerClassName",
          "getFork",
          "getDevelopment",
          "getCheckInterval",
          "getModificationTestInterval",
          "getRecompileOnFail",
          "getDisplaySourceFragment",
          "getMaxLoadedJsps",
          "getJspIdleTimeout",
          "isCaching",
          "getJspPrecompilationQueryParameter");

  private Environment() {}

  /**
   * A digest of compilers, options and the application.
   *
   * @param application what is the same for all its servlets: class path, tag libraries, page
   *     configuration
   */
  static String digest(Options options, String application) {
    String text = String.join("\n", FORMAT, compilers(), options(options), application);
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String compilers() {
    return Stream.of(
            JspServlet.class, Compiler.class, JspFactory.class, Servlet.class, ELContext.class)
        .map(Origin::of)
        .collect(Collectors.joining("\n", Runtime.version() + "\n", ""));
  }

  private static String options(Options options) {
    return Stream.of(Options.class.getMethods())
        .filter(method -> method.getParameterCount() == 0 && isPlain(method.getReturnType()))
        .filter(method -> !IMMATERIAL.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> method.getName() + "=" + value(method, options))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isPlain(Class<?> type) {
    return type.isPrimitive() || type.isEnum() || type == String.class;
  }

  private static String value(Method getter, Options options) {
    try {
      return String.valueOf(getter.invoke(options));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read the option " + getter.getName(), e);
    }
  }
}
