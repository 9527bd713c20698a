package io.culvert.container.deploy;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletInfo;
import java.util.Objects;
import org.apache.jasper.servlet.JspServlet;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jboss.metadata.web.spec.ServletMappingMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Tells the servlet engine of those servlets only that are pages or serve pages: no class of the
 * application is loaded.
 *
 * @param descriptor names the servlets
 */
record PageServletPart(WebMetaData descriptor) {
  void addTo(DeploymentInfo info) {
    for (ServletMetaData servlet : Given.all(descriptor.getServlets())) {
      String page = Given.text(servlet.getJspFile());
      String className = Given.text(servlet.getServletClass());
      if (!servlet.isEnabled()) {
        continue;
      }
      if (!page.isEmpty() || className.equals(JspServlet.class.getName())) {
        info.addServlet(servlet(servlet, page));
      }
    }
  }

  private ServletInfo servlet(ServletMetaData servlet, String page) {
    ServletInfo info = new ServletInfo(Given.text(servlet.getServletName()), JspServlet.class);
    if (!page.isEmpty()) {
      info.addInitParam("jspFile", page.startsWith("/") ? page : "/" + page);
    }
    for (ParamValueMetaData param : Given.all(servlet.getInitParam())) {
      info.addInitParam(param.getParamName(), Given.text(param.getParamValue()));
    }
    for (ServletMappingMetaData mapping : Given.all(descriptor.getServletMappings())) {
      if (Objects.equals(mapping.getServletName(), servlet.getServletName())) {
        Given.all(mapping.getUrlPatterns()).forEach(info::addMapping);
      }
    }
    return info;
  }
}
