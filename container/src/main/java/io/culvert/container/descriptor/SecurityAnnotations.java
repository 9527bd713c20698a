package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.metadata.web.spec.EmptyRoleSemanticType;
import org.jboss.metadata.web.spec.HttpConstraintMetaData;
import org.jboss.metadata.web.spec.HttpMethodConstraintMetaData;
import org.jboss.metadata.web.spec.ServletSecurityMetaData;
import org.jboss.metadata.web.spec.TransportGuaranteeType;
import org.jspecify.annotations.Nullable;

/** Reads {@code @ServletSecurity} (Servlet 6.1 §13.4.1). */
final class SecurityAnnotations {
  private SecurityAnnotations() {}

  static ServletSecurityMetaData read(AnnotationValues values) {
    ServletSecurityMetaData security = new ServletSecurityMetaData();
    AnnotationValues constraint = values.nested("value");
    fill(security, constraint, "value");
    List<HttpMethodConstraintMetaData> methods = new ArrayList<>();
    for (AnnotationValues each : values.nestedAll("httpMethodConstraints")) {
      HttpMethodConstraintMetaData method = new HttpMethodConstraintMetaData();
      method.setMethod(each.string("value", ""));
      fill(method, each, "emptyRoleSemantic");
      methods.add(method);
    }
    security.setHttpMethodConstraints(methods);
    return security;
  }

  private static void fill(
      HttpConstraintMetaData target, @Nullable AnnotationValues values, String emptyRoleMember) {
    target.setEmptyRoleSemantic(EmptyRoleSemanticType.PERMIT);
    target.setTransportGuarantee(TransportGuaranteeType.NONE);
    target.setRolesAllowed(new ArrayList<>());
    if (values == null) {
      return;
    }
    target.setEmptyRoleSemantic(
        EmptyRoleSemanticType.valueOf(values.constant(emptyRoleMember, "PERMIT")));
    target.setTransportGuarantee(
        TransportGuaranteeType.valueOf(values.constant("transportGuarantee", "NONE")));
    target.setRolesAllowed(new ArrayList<>(values.strings("rolesAllowed")));
  }
}
