package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.metadata.javaee.spec.DescriptionGroupMetaData;
import org.jboss.metadata.web.spec.ServletMappingMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;
import org.jboss.metadata.web.spec.ServletsMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/** Turns {@code @WebServlet} (Servlet 6.1 §8.1.1) into {@code servlet} and its mapping. */
final class ServletAnnotations {
  private final WebMetaData descriptor;
  private final String place;

  ServletAnnotations(WebMetaData descriptor, String place) {
    this.descriptor = descriptor;
    this.place = place;
    descriptor.setServlets(new ServletsMetaData());
    descriptor.setServletMappings(new ArrayList<>());
  }

  void add(ClassInfo target, AnnotationInstance annotation) throws DescriptorException {
    AnnotationValues values = new AnnotationValues(annotation);
    String where = place + ", class " + target.name();
    List<String> patterns = UrlPatterns.of(values, where);
    if (patterns.isEmpty()) {
      throw new DescriptorException(
          where, "@WebServlet has no URL pattern (Servlet 6.1 §8.1.1); give it one");
    }
    ServletMetaData servlet = servlet(target, values);
    if (descriptor.getServlets().containsKey(servlet.getServletName())) {
      throw new DescriptorException(
          where,
          "@WebServlet has the name '%s', which class %s has, too"
              .formatted(
                  servlet.getServletName(),
                  descriptor.getServlets().get(servlet.getServletName()).getServletClass()));
    }
    descriptor.getServlets().add(servlet);
    ServletMappingMetaData mapping = new ServletMappingMetaData();
    mapping.setServletName(servlet.getServletName());
    mapping.setUrlPatterns(patterns);
    descriptor.getServletMappings().add(mapping);
  }

  private static ServletMetaData servlet(ClassInfo target, AnnotationValues values) {
    ServletMetaData servlet = new ServletMetaData();
    servlet.setServletName(values.string("name", target.name().toString()));
    servlet.setServletClass(target.name().toString());
    long loadOnStartup = values.number("loadOnStartup", -1);
    if (loadOnStartup >= 0) {
      servlet.setLoadOnStartup(String.valueOf(loadOnStartup));
    }
    if (values.annotation().value("asyncSupported") != null) {
      servlet.setAsyncSupported(values.isTrue("asyncSupported"));
    }
    servlet.setInitParam(values.initParams());
    DescriptionGroupMetaData description = values.description();
    if (description != null) {
      servlet.setDescriptionGroup(description);
    }
    return servlet;
  }
}
