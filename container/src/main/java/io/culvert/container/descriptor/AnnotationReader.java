package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Reads what annotations say (Servlet 6.1 §8.1 and §15.5) as if a descriptor had said it: {@code
 * WebServlet}, {@code WebFilter}, {@code WebListener}, {@code MultipartConfig}, {@code
 * ServletSecurity}, {@code RunAs} and {@code DeclareRoles}. No class is loaded for this.
 */
public final class AnnotationReader {
  private static final DotName WEB_SERVLET =
      DotName.createSimple("jakarta.servlet.annotation.WebServlet");
  private static final DotName WEB_FILTER =
      DotName.createSimple("jakarta.servlet.annotation.WebFilter");
  private static final DotName WEB_LISTENER =
      DotName.createSimple("jakarta.servlet.annotation.WebListener");

  /**
   * Reads one folder of classes or one jar.
   *
   * @param index its classes
   * @param place what error messages call it, for example {@code WEB-INF/classes}
   */
  public WebMetaData read(Index index, String place) throws DescriptorException {
    WebMetaData descriptor = new WebMetaData();
    ServletAnnotations servlets = new ServletAnnotations(descriptor, place);
    for (AnnotationInstance annotation : classesWith(index, WEB_SERVLET)) {
      servlets.add(annotation.target().asClass(), annotation);
    }
    FilterAnnotations filters = new FilterAnnotations(descriptor, place);
    for (AnnotationInstance annotation : classesWith(index, WEB_FILTER)) {
      filters.add(annotation.target().asClass(), annotation);
    }
    ClassAnnotations classes = new ClassAnnotations(descriptor);
    for (AnnotationInstance annotation : classesWith(index, WEB_LISTENER)) {
      classes.addListener(annotation.target().asClass());
    }
    classes.addAll(index);
    return descriptor;
  }

  /**
   * Reads a jar that the absolute ordering excludes (§8.2.2): its servlets, filters and listeners
   * do not count, but a servlet that {@code web.xml} takes from it keeps the security, multipart
   * and run-as annotations of its class.
   */
  public WebMetaData readExcluded(Index index) {
    WebMetaData descriptor = new WebMetaData();
    new ClassAnnotations(descriptor).addAll(index);
    return descriptor;
  }

  /** The annotations of this type that stand on classes, ordered by class name. */
  static List<AnnotationInstance> classesWith(Index index, DotName type) {
    List<AnnotationInstance> found = new ArrayList<>();
    for (AnnotationInstance annotation : index.getAnnotations(type)) {
      if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
        found.add(annotation);
      }
    }
    // Jandex keeps no order, and two deployments of one WAR should be alike
    found.sort((a, b) -> name(a).compareTo(name(b)));
    return found;
  }

  private static DotName name(AnnotationInstance annotation) {
    ClassInfo target = annotation.target().asClass();
    return target.name();
  }
}
