package io.culvert.container.deploy;

import io.culvert.container.compat.TomcatFilters;
import io.culvert.container.environment.InjectionException;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jboss.metadata.web.spec.FilterMappingMetaData;
import org.jboss.metadata.web.spec.FilterMetaData;

/** Tells the servlet engine of the filters and, in their order, of the mappings. */
final class FilterPart {
  private final Blueprint blueprint;
  private final AppObjects objects;

  FilterPart(Blueprint blueprint, AppObjects objects) {
    this.blueprint = blueprint;
    this.objects = objects;
  }

  void addTo(DeploymentInfo info) throws DeploymentException {
    Set<String> mapped = new HashSet<>();
    for (FilterMappingMetaData each : Given.all(blueprint.descriptor().getFilterMappings())) {
      mapped.add(each.getFilterName());
    }
    for (FilterMetaData filter : Given.all(blueprint.descriptor().getFilters())) {
      add(info, filter, mapped.contains(filter.getFilterName()));
    }
    for (FilterMappingMetaData each : Given.all(blueprint.descriptor().getFilterMappings())) {
      map(info, each);
    }
  }

  private void add(DeploymentInfo info, FilterMetaData filter, boolean isMapped)
      throws DeploymentException {
    Class<? extends Filter> type;
    try {
      type = type(filter);
    } catch (DeploymentException e) {
      if (isMapped) {
        throw e; // a request that a filter should have seen must not pass without it
      }
      blueprint.remark(e.getMessage() + "; the filter has no mapping and is left out");
      return;
    }
    FilterInfo added = info(filter, type);
    for (ParamValueMetaData param : Given.all(filter.getInitParam())) {
      added.addInitParam(param.getParamName(), Given.text(param.getParamValue()));
    }
    info.addFilter(added.setAsyncSupported(filter.isAsyncSupported()));
  }

  private Class<? extends Filter> type(FilterMetaData filter) throws DeploymentException {
    String className = Given.text(filter.getFilterClass());
    if (className.isEmpty()) {
      throw blueprint.error(
          "filter-name", Given.text(filter.getFilterName()), "the filter needs a filter-class");
    }
    try {
      return blueprint.load("filter-class", className, Filter.class);
    } catch (DeploymentException e) {
      Optional<Class<? extends Filter>> standIn = TomcatFilters.standIn(className);
      if (standIn.isEmpty()) {
        throw e;
      }
      blueprint.remark(
          "%s: <filter-class> %s: is not in the application; %s stands in for it"
              .formatted(
                  blueprint.where("filter-class", className),
                  className,
                  standIn.get().getSimpleName()));
      return standIn.get();
    }
  }

  private FilterInfo info(FilterMetaData filter, Class<? extends Filter> type)
      throws DeploymentException {
    try {
      return new FilterInfo(
          Given.text(filter.getFilterName()), type, objects.createInstanceFactory(type));
    } catch (NoSuchMethodException | InjectionException | LinkageError e) {
      throw blueprint.error("filter-class", type.getName(), Constructors.problem(e));
    }
  }

  private void map(DeploymentInfo info, FilterMappingMetaData mapping) throws DeploymentException {
    String name = Given.text(mapping.getFilterName());
    if (!info.getFilters().containsKey(name)) {
      throw blueprint.error("filter-name", name, "no filter of this name is declared");
    }
    MappingPattern patterns = new MappingPattern(blueprint);
    for (DispatcherType dispatcher : dispatchers(mapping)) {
      for (String pattern : Given.all(mapping.getUrlPatterns())) {
        info.addFilterUrlMapping(name, patterns.checked(pattern), dispatcher);
      }
      for (String servlet : Given.all(mapping.getServletNames())) {
        info.addFilterServletNameMapping(name, servlet, dispatcher);
      }
    }
  }

  private static List<DispatcherType> dispatchers(FilterMappingMetaData mapping) {
    List<DispatcherType> dispatchers = new ArrayList<>();
    for (var each : Given.all(mapping.getDispatchers())) {
      dispatchers.add(DispatcherType.valueOf(each.name()));
    }
    return dispatchers.isEmpty() ? List.of(DispatcherType.REQUEST) : dispatchers;
  }
}
