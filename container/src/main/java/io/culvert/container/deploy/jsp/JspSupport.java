package io.culvert.container.deploy.jsp;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.io.IOException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.jasper.servlet.JasperInitializer;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.JarScanner;
import org.jboss.metadata.web.spec.JspConfigMetaData;

/** Adds pages to applications. One instance serves any number of them, from any thread. */
public final class JspSupport {
  private final JasperInitializer jasper;

  /** Kept here, for the log forgets the level of a logger that nobody holds. */
  private final Logger digester =
      Logger.getLogger("org.apache.tomcat.util.descriptor.DigesterFactory");

  /**
   * Makes Jasper the JVM's {@link jakarta.servlet.jsp.JspFactory}, which applications may ask for
   * as soon as their first listener runs.
   */
  public JspSupport() {
    // It warns of schemas that Jasper is packaged without. They are for validation, which is off.
    digester.setLevel(Level.SEVERE);
    this.jasper = new JasperInitializer();
  }

  /**
   * Adds to a deployment that is not started yet: the page servlet with its mappings, the
   * descriptor's page configuration, and the search for tag libraries and their listeners. Servlets
   * of the class {@code JspServlet} that are already there, which for a {@code jsp-file} have the
   * init parameter {@code jspFile}, are completed. Instances of pages and tags are made and
   * released by the deployment's class introspecter.
   *
   * @throws IOException if the folders for compiled pages cannot be made
   */
  public void addTo(DeploymentInfo info, JspApplication app) throws IOException {
    JspConfigMetaData config = app.descriptor().getJspConfig();
    if (config != null) {
      info.setJspConfigDescriptor(new DescribedJspConfig(config));
    }
    new PageServlets(info, app).add();
    ClassIntrospecter objects = info.getClassIntrospecter();
    info.addServletContextAttribute(InstanceManager.class.getName(), new TagInstances(objects));
    info.setClassIntrospecter(new AddedPages(objects, new PageSettings(app)));
    info.addServletContextAttribute(
        JarScanner.class.getName(), new LibraryScanner(app.libraries()));
    info.addServletContainerInitializer(
        new ServletContainerInitializerInfo(
            JasperInitializer.class, new ImmediateInstanceFactory<>(jasper), Set.of()));
  }
}
