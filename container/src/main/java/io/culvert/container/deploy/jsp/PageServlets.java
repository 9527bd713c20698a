package io.culvert.container.deploy.jsp;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletInfo;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jasper.servlet.JspServlet;
import org.jboss.metadata.web.spec.JspConfigMetaData;
import org.jboss.metadata.web.spec.JspPropertyGroupMetaData;
import org.jboss.metadata.web.spec.ServletMappingMetaData;

/** The servlets that serve one application's pages. */
final class PageServlets {
  /** Descriptors may map this servlet without declaring it, as in other containers. */
  private static final String NAME = "jsp";

  private static final List<String> EXTENSIONS = List.of("*.jsp", "*.jspx");

  private final DeploymentInfo info;
  private final JspApplication app;
  private final PageSettings settings;
  private final Set<String> mapped = new HashSet<>();

  PageServlets(DeploymentInfo info, JspApplication app) {
    this.info = info;
    this.app = app;
    this.settings = new PageSettings(app);
    info.getServlets().values().forEach(servlet -> mapped.addAll(servlet.getMappings()));
  }

  /** Completes those of the descriptor, and adds one for all other pages. */
  List<PageServlet> add() throws IOException {
    for (ServletInfo declared : info.getServlets().values()) {
      if (declared.getServletClass() == JspServlet.class) {
        configure(declared);
      }
    }
    addGeneralServlet();
    return info.getServlets().values().stream()
        .filter(servlet -> servlet.getServletClass() == JspServlet.class)
        .map(
            servlet ->
                new PageServlet(servlet.getName(), servlet.getInitParams(), servlet.getMappings()))
        .toList();
  }

  /**
   * The servlet for all other pages. Patterns of property groups are mappings, too, but weaker ones
   * (Pages 4.0 §3.3.2).
   */
  private void addGeneralServlet() throws IOException {
    ServletInfo servlet = info.getServlets().get(NAME);
    boolean isNew = servlet == null;
    if (servlet == null) {
      servlet = new ServletInfo(NAME, JspServlet.class);
      map(servlet, mappingsOf(NAME));
      configure(servlet);
    }
    if (servlet.getServletClass() != JspServlet.class) {
      return;
    }
    map(servlet, EXTENSIONS);
    JspConfigMetaData config = app.descriptor().getJspConfig();
    if (config != null) {
      for (JspPropertyGroupMetaData group : DescribedJspConfig.listOf(config.getPropertyGroups())) {
        map(servlet, DescribedJspConfig.listOf(group.getUrlPatterns()));
      }
    }
    if (isNew) {
      info.addServlet(servlet);
    }
  }

  private List<String> mappingsOf(String servletName) {
    return DescribedJspConfig.listOf(app.descriptor().getServletMappings()).stream()
        .filter(mapping -> servletName.equals(mapping.getServletName()))
        .map(ServletMappingMetaData::getUrlPatterns)
        .flatMap(Collection::stream)
        .toList();
  }

  /** A pattern belongs to the servlet that claims it first. */
  private void map(ServletInfo servlet, Collection<String> patterns) {
    for (String pattern : patterns) {
      if (mapped.add(pattern)) {
        servlet.addMapping(pattern);
      }
    }
  }

  /**
   * What the descriptor itself says of the page compiler has precedence. For a folder a page is
   * served only if it is there, as in Tomcat.
   */
  private void configure(ServletInfo servlet) throws IOException {
    Map<String, String> defaults = settings.of(servlet.getName());
    Map<String, String> given = servlet.getInitParams();
    // or each name of a welcome file that ends like a page would take every folder, page or not
    servlet.setRequireWelcomeFileMapping(!given.containsKey(PageServlet.FILE));
    defaults.forEach(
        (key, value) -> {
          if (!given.containsKey(key)) {
            servlet.addInitParam(key, value);
          }
        });
  }
}
