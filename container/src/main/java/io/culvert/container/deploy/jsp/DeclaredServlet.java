package io.culvert.container.deploy.jsp;

import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jboss.metadata.javaee.spec.SecurityRoleRefMetaData;
import org.jboss.metadata.web.spec.MultipartConfigMetaData;
import org.jboss.metadata.web.spec.ServletMetaData;

/**
 * A {@code servlet} element of the descriptor (Servlet 6.1 §14.4), to be served by a class it does
 * not name.
 *
 * @param declared as it was parsed
 */
record DeclaredServlet(ServletMetaData declared) {
  ServletInfo as(Class<? extends Servlet> type) {
    ServletInfo servlet = new ServletInfo(declared.getServletName(), type);
    servlet.setEnabled(declared.isEnabled());
    servlet.setAsyncSupported(declared.isAsyncSupported());
    for (ParamValueMetaData param : DescribedJspConfig.listOf(declared.getInitParam())) {
      servlet.addInitParam(param.getParamName(), param.getParamValue());
    }
    if (declared.getLoadOnStartupSet()) {
      servlet.setLoadOnStartup(declared.getLoadOnStartupInt());
    }
    addSecurity(servlet);
    addMultipart(servlet);
    return servlet;
  }

  private void addSecurity(ServletInfo servlet) {
    if (declared.getRunAs() != null) {
      servlet.setRunAs(declared.getRunAs().getRoleName());
    }
    if (declared.getSecurityRoleRefs() != null) {
      for (SecurityRoleRefMetaData ref : declared.getSecurityRoleRefs()) {
        servlet.addSecurityRoleRef(
            ref.getRoleName(), ref.getRoleLink() == null ? ref.getRoleName() : ref.getRoleLink());
      }
    }
  }

  private void addMultipart(ServletInfo servlet) {
    MultipartConfigMetaData multipart = declared.getMultipartConfig();
    if (multipart != null) {
      servlet.setMultipartConfig(
          new MultipartConfigElement(
              multipart.getLocation(),
              multipart.getMaxFileSizeSet() ? multipart.getMaxFileSize() : -1,
              multipart.getMaxRequestSizeSet() ? multipart.getMaxRequestSize() : -1,
              multipart.getFileSizeThreshold()));
    }
  }
}
