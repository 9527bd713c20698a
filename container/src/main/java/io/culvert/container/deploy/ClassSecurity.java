package io.culvert.container.deploy;

import io.undertow.servlet.api.HttpMethodSecurityInfo;
import io.undertow.servlet.api.SecurityInfo;
import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ServletSecurityInfo;
import io.undertow.servlet.api.TransportGuaranteeType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.metadata.javaee.spec.RunAsMetaData;
import org.jboss.metadata.javaee.spec.SecurityRoleRefMetaData;
import org.jboss.metadata.web.spec.AnnotationMetaData;
import org.jboss.metadata.web.spec.AnnotationsMetaData;
import org.jboss.metadata.web.spec.EmptyRoleSemanticType;
import org.jboss.metadata.web.spec.HttpConstraintMetaData;
import org.jboss.metadata.web.spec.HttpMethodConstraintMetaData;
import org.jboss.metadata.web.spec.MultipartConfigMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;
import org.jboss.metadata.web.spec.ServletSecurityMetaData;
import org.jspecify.annotations.Nullable;

/** What annotations on a servlet's class say of its security and its uploads. */
final class ClassSecurity {
  private final @Nullable AnnotationsMetaData annotations;
  private final ClassHierarchy hierarchy;

  ClassSecurity(Described described) {
    this.annotations = described.descriptor().getAnnotations();
    this.hierarchy = ClassHierarchy.of(described.scanned());
  }

  @Nullable MultipartConfigMetaData multipart(@Nullable String className) {
    AnnotationMetaData annotation = of(className);
    return annotation == null ? null : annotation.getMultipartConfig();
  }

  void addTo(ServletInfo info, ServletMetaData servlet) {
    AnnotationMetaData own = of(servlet.getServletClass());
    RunAsMetaData runAs = servlet.getRunAs();
    if (runAs == null && own != null) {
      runAs = own.getRunAs();
    }
    if (runAs != null) {
      info.setRunAs(runAs.getRoleName());
    }
    for (SecurityRoleRefMetaData ref : Given.all(servlet.getSecurityRoleRefs())) {
      info.addSecurityRoleRef(
          ref.getRoleName(), ref.getRoleLink() == null ? ref.getRoleName() : ref.getRoleLink());
    }
    ServletSecurityMetaData security = inherited(servlet.getServletClass());
    if (security != null) {
      info.setServletSecurityInfo(info(security));
    }
  }

  private @Nullable AnnotationMetaData of(@Nullable String className) {
    return annotations == null || className == null ? null : annotations.get(className);
  }

  /** {@code ServletSecurity} is an inherited annotation: the nearest superclass's counts. */
  private @Nullable ServletSecurityMetaData inherited(@Nullable String className) {
    DotName at = className == null ? null : DotName.createSimple(className);
    while (at != null) {
      AnnotationMetaData annotation = of(at.toString());
      if (annotation != null && annotation.getServletSecurity() != null) {
        return annotation.getServletSecurity();
      }
      ClassInfo info = hierarchy.find(at);
      at = info == null ? null : info.superName();
    }
    return null;
  }

  private static ServletSecurityInfo info(ServletSecurityMetaData security) {
    ServletSecurityInfo info = new ServletSecurityInfo();
    fill(info, security);
    for (HttpMethodConstraintMetaData each : Given.all(security.getHttpMethodConstraints())) {
      HttpMethodSecurityInfo method = new HttpMethodSecurityInfo().setMethod(each.getMethod());
      fill(method, each);
      info.addHttpMethodSecurityInfo(method);
    }
    return info;
  }

  private static void fill(SecurityInfo<?> target, HttpConstraintMetaData constraint) {
    boolean denies = constraint.getEmptyRoleSemantic() == EmptyRoleSemanticType.DENY;
    target.setEmptyRoleSemantic(denies ? EmptyRoleSemantic.DENY : EmptyRoleSemantic.PERMIT);
    target.setTransportGuaranteeType(
        TransportGuaranteeType.valueOf(constraint.getTransportGuarantee().name()));
    if (constraint.getRolesAllowed().contains("**")) {
      target.setEmptyRoleSemantic(EmptyRoleSemantic.AUTHENTICATE);
    } else {
      target.addRolesAllowed(constraint.getRolesAllowed());
    }
  }
}
