package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.metadata.javaee.spec.RunAsMetaData;
import org.jboss.metadata.javaee.spec.SecurityRoleMetaData;
import org.jboss.metadata.javaee.spec.SecurityRolesMetaData;
import org.jboss.metadata.web.spec.AnnotationMetaData;
import org.jboss.metadata.web.spec.AnnotationsMetaData;
import org.jboss.metadata.web.spec.ListenerMetaData;
import org.jboss.metadata.web.spec.MultipartConfigMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Collects the annotations that belong to a class and not to one servlet, since a servlet of this
 * class may also be declared in {@code web.xml}: security, multipart, run-as, and roles.
 */
final class ClassAnnotations {
  private static final DotName MULTIPART =
      DotName.createSimple("jakarta.servlet.annotation.MultipartConfig");
  private static final DotName SERVLET_SECURITY =
      DotName.createSimple("jakarta.servlet.annotation.ServletSecurity");
  private static final DotName RUN_AS = DotName.createSimple("jakarta.annotation.security.RunAs");
  private static final DotName DECLARE_ROLES =
      DotName.createSimple("jakarta.annotation.security.DeclareRoles");

  private final WebMetaData descriptor;

  ClassAnnotations(WebMetaData descriptor) {
    this.descriptor = descriptor;
    descriptor.setListeners(new ArrayList<>());
    descriptor.setAnnotations(new AnnotationsMetaData());
    descriptor.setSecurityRoles(new SecurityRolesMetaData());
  }

  void addListener(ClassInfo target) {
    ListenerMetaData listener = new ListenerMetaData();
    listener.setListenerClass(target.name().toString());
    descriptor.getListeners().add(listener);
  }

  void addAll(Index index) {
    for (AnnotationInstance each : AnnotationReader.classesWith(index, MULTIPART)) {
      of(each).setMultipartConfig(multipart(new AnnotationValues(each)));
    }
    for (AnnotationInstance each : AnnotationReader.classesWith(index, SERVLET_SECURITY)) {
      of(each).setServletSecurity(SecurityAnnotations.read(new AnnotationValues(each)));
    }
    for (AnnotationInstance each : AnnotationReader.classesWith(index, RUN_AS)) {
      RunAsMetaData runAs = new RunAsMetaData();
      runAs.setRoleName(each.value().asString());
      of(each).setRunAs(runAs);
    }
    for (AnnotationInstance each : AnnotationReader.classesWith(index, DECLARE_ROLES)) {
      addRoles(new AnnotationValues(each).strings("value"));
    }
  }

  private void addRoles(List<String> names) {
    for (String name : names) {
      SecurityRoleMetaData role = new SecurityRoleMetaData();
      role.setRoleName(name);
      descriptor.getSecurityRoles().add(role);
    }
  }

  private AnnotationMetaData of(AnnotationInstance annotation) {
    String className = annotation.target().asClass().name().toString();
    AnnotationsMetaData annotations = descriptor.getAnnotations();
    AnnotationMetaData known = annotations.get(className);
    if (known != null) {
      return known;
    }
    AnnotationMetaData added = new AnnotationMetaData();
    added.setClassName(className);
    annotations.add(added);
    return added;
  }

  private static MultipartConfigMetaData multipart(AnnotationValues values) {
    MultipartConfigMetaData multipart = new MultipartConfigMetaData();
    multipart.setLocation(values.string("location", ""));
    multipart.setMaxFileSize(values.number("maxFileSize", -1));
    multipart.setMaxRequestSize(values.number("maxRequestSize", -1));
    multipart.setFileSizeThreshold((int) values.number("fileSizeThreshold", 0));
    return multipart;
  }
}
