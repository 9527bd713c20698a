package io.culvert.container.deploy;

import io.culvert.container.environment.InjectionException;
import io.culvert.container.files.StaticFiles;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import java.util.HashSet;
import java.util.Set;
import org.apache.jasper.servlet.JspServlet;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jboss.metadata.web.spec.MultipartConfigMetaData;
import org.jboss.metadata.web.spec.ServletMappingMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;

/** Tells the servlet engine of the servlets and their mappings. */
final class ServletPart {
  private static final String DEFAULT = "default";
  private static final String JSP = "jsp";

  private final Blueprint blueprint;
  private final ClassSecurity security;
  private final AppObjects objects;

  ServletPart(Blueprint blueprint, AppObjects objects) {
    this.blueprint = blueprint;
    this.objects = objects;
    this.security = new ClassSecurity(blueprint.described());
  }

  void addTo(DeploymentInfo info, ResourceManager resources) throws DeploymentException {
    Set<String> disabled = new HashSet<>();
    for (ServletMetaData servlet : Given.all(blueprint.descriptor().getServlets())) {
      if (servlet.isEnabled()) {
        info.addServlet(servlet(servlet));
      } else {
        disabled.add(servlet.getServletName());
      }
    }
    if (!info.getServlets().containsKey(DEFAULT)) {
      // Not mapped: it gets what nobody else does, and an initializer may still map a servlet to
      // "/".
      info.addServlet(staticFiles(resources));
    }
    for (ServletMappingMetaData each : Given.all(blueprint.descriptor().getServletMappings())) {
      if (!disabled.contains(each.getServletName())) {
        map(info, each);
      }
    }
  }

  private ServletInfo servlet(ServletMetaData servlet) throws DeploymentException {
    ServletInfo info = instance(servlet);
    for (ParamValueMetaData param : Given.all(servlet.getInitParam())) {
      info.addInitParam(param.getParamName(), Given.text(param.getParamValue()));
    }
    info.setAsyncSupported(servlet.isAsyncSupported());
    if (servlet.getLoadOnStartupSet()) {
      info.setLoadOnStartup(servlet.getLoadOnStartupInt());
    }
    MultipartConfigMetaData multipart = servlet.getMultipartConfig();
    if (multipart == null) {
      multipart = security.multipart(servlet.getServletClass());
    }
    if (multipart != null) {
      info.setMultipartConfig(element(multipart));
    }
    security.addTo(info, servlet);
    return info;
  }

  private ServletInfo instance(ServletMetaData servlet) throws DeploymentException {
    String name = Given.text(servlet.getServletName());
    String className = Given.text(servlet.getServletClass());
    String page = Given.text(servlet.getJspFile());
    if (className.isEmpty() == page.isEmpty()) {
      throw blueprint.error(
          "servlet-name", name, "the servlet needs either a servlet-class or a jsp-file");
    }
    if (!page.isEmpty()) {
      String file = page.startsWith("/") ? page : "/" + page;
      // the page servlet serves this one page, whatever it is mapped to
      return new ServletInfo(name, JspServlet.class).addInitParam("jspFile", file);
    }
    Class<? extends Servlet> type = blueprint.load("servlet-class", className, Servlet.class);
    try {
      return new ServletInfo(name, type, objects.createInstanceFactory(type));
    } catch (NoSuchMethodException | InjectionException | LinkageError e) {
      throw blueprint.error("servlet-class", className, Constructors.problem(e));
    }
  }

  private static ServletInfo staticFiles(ResourceManager resources) {
    return new ServletInfo(
            DEFAULT, StaticFiles.class, new Ready<>(new StaticFiles(resources)).factory())
        .setAsyncSupported(true);
  }

  private void map(DeploymentInfo info, ServletMappingMetaData mapping) throws DeploymentException {
    String name = Given.text(mapping.getServletName());
    ServletInfo servlet = info.getServlets().get(name);
    if (servlet == null && name.equals(JSP)) {
      return; // the page servlet is added with its mappings by the stage that knows pages
    }
    if (servlet == null) {
      throw blueprint.error("servlet-name", name, "no servlet of this name is declared");
    }
    MappingPattern patterns = new MappingPattern(blueprint);
    for (String pattern : Given.all(mapping.getUrlPatterns())) {
      servlet.addMapping(patterns.checked(pattern));
    }
  }

  private static MultipartConfigElement element(MultipartConfigMetaData multipart) {
    return new MultipartConfigElement(
        Given.text(multipart.getLocation()),
        multipart.getMaxFileSize(),
        multipart.getMaxRequestSize(),
        multipart.getFileSizeThreshold());
  }
}
