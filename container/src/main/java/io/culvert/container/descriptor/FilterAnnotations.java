package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.metadata.javaee.spec.DescriptionGroupMetaData;
import org.jboss.metadata.web.spec.DispatcherType;
import org.jboss.metadata.web.spec.FilterMappingMetaData;
import org.jboss.metadata.web.spec.FilterMetaData;
import org.jboss.metadata.web.spec.FiltersMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/** Turns {@code @WebFilter} (Servlet 6.1 §8.1.2) into {@code filter} and its mapping. */
final class FilterAnnotations {
  private final WebMetaData descriptor;
  private final String place;

  FilterAnnotations(WebMetaData descriptor, String place) {
    this.descriptor = descriptor;
    this.place = place;
    descriptor.setFilters(new FiltersMetaData());
    descriptor.setFilterMappings(new ArrayList<>());
  }

  void add(ClassInfo target, AnnotationInstance annotation) throws DescriptorException {
    AnnotationValues values = new AnnotationValues(annotation);
    FilterMappingMetaData mapping = mapping(values, place + ", class " + target.name());
    FilterMetaData filter = filter(target, values);
    mapping.setFilterName(filter.getFilterName());
    descriptor.getFilters().add(filter);
    descriptor.getFilterMappings().add(mapping);
  }

  private static FilterMappingMetaData mapping(AnnotationValues values, String where)
      throws DescriptorException {
    FilterMappingMetaData mapping = new FilterMappingMetaData();
    mapping.setUrlPatterns(UrlPatterns.of(values, where));
    mapping.setServletNames(new ArrayList<>(values.strings("servletNames")));
    mapping.setDispatchers(dispatchers(values));
    if (mapping.getUrlPatterns().isEmpty() && mapping.getServletNames().isEmpty()) {
      throw new DescriptorException(
          where,
          "@WebFilter has neither a URL pattern nor a servlet name (Servlet 6.1 §8.1.2); give it"
              + " one");
    }
    return mapping;
  }

  private static FilterMetaData filter(ClassInfo target, AnnotationValues values) {
    FilterMetaData filter = new FilterMetaData();
    filter.setFilterName(values.string("filterName", target.name().toString()));
    filter.setFilterClass(target.name().toString());
    if (values.annotation().value("asyncSupported") != null) {
      filter.setAsyncSupported(values.isTrue("asyncSupported"));
    }
    filter.setInitParam(values.initParams());
    DescriptionGroupMetaData description = values.description();
    if (description != null) {
      filter.setDescriptionGroup(description);
    }
    return filter;
  }

  private static List<DispatcherType> dispatchers(AnnotationValues values) {
    List<DispatcherType> dispatchers = new ArrayList<>();
    for (String name : values.constants("dispatcherTypes")) {
      dispatchers.add(DispatcherType.valueOf(name));
    }
    return dispatchers;
  }
}
