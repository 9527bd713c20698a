package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.pages.CompiledPages;
import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.jsp.JspFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.jasper.compiler.TldCache;
import org.apache.jasper.runtime.JspFactoryImpl;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.JarScanner;
import org.jboss.metadata.web.spec.JspConfigMetaData;

/** Adds pages to applications. One instance serves any number of them, from any thread. */
public final class JspSupport {
  private final PagePool pool = new PagePool(Runtime.getRuntime().availableProcessors());

  /** Kept here, for the log forgets the level of a logger that nobody holds. */
  private final Logger digester =
      Logger.getLogger("org.apache.tomcat.util.descriptor.DigesterFactory");

  /**
   * Makes Jasper the JVM's {@link JspFactory}, which applications may ask for as soon as their
   * first listener runs.
   */
  public JspSupport() {
    // It warns of schemas that Jasper is packaged without. They are for validation, which is off.
    digester.setLevel(Level.SEVERE);
    if (JspFactory.getDefaultFactory() == null) {
      JspFactory.setDefaultFactory(new JspFactoryImpl());
    }
  }

  /**
   * Adds to a deployment that is not started yet: the page servlet with its mappings, the
   * descriptor's page configuration, the tag libraries and their listeners. Servlets of the class
   * {@code JspServlet} that are already there, which for a {@code jsp-file} have the init parameter
   * {@code jspFile}, are completed. Instances of pages and tags are made and released by the
   * deployment's class introspecter.
   *
   * @return its pages, which can be compiled from now on
   * @throws IOException if folders for compiled pages cannot be made, or a tag library not be read
   */
  public Pages addTo(DeploymentInfo info, JspApplication app) throws IOException {
    JspConfigMetaData config = app.descriptor().getJspConfig();
    if (config != null) {
      info.setJspConfigDescriptor(new DescribedJspConfig(config));
    }
    List<PageServlet> servlets = new PageServlets(info, app).add();
    ClassIntrospecter objects = info.getClassIntrospecter();
    info.setClassIntrospecter(new AddedPages(objects, new PageSettings(app)));
    ServletContext compiling = CompilingContext.of(info);
    JarScanner jars = new LibraryScanner(app.libraries());
    compiling.setAttribute(JarScanner.class.getName(), jars);
    TagLibraries libraries = new TagLibraries(compiling);
    PageBasis basis = new PageBases(app, compiling, libraries).find();
    ApplicationDigest digest = new ApplicationDigest(compiling, basis);
    CompiledPages compiled =
        new CompiledPages(app.builds(), info.getDeploymentName(), digest::get, app.editable());
    Map<String, Object> shared =
        Map.of(
            JarScanner.class.getName(),
            jars,
            InstanceManager.class.getName(),
            new TagInstances(objects),
            TldCache.SERVLET_CONTEXT_ATTRIBUTE_NAME,
            new LibrariesOnDemand(compiling, libraries),
            CompiledPages.ATTRIBUTE,
            compiled);
    shared.forEach(compiling::setAttribute);
    shared.forEach(info::addServletContextAttribute);
    addInitializer(info, new PageInitializer(basis.listeners()));
    return new Pages(compiling, servlets, compiled, app.scratchFolder(), pool);
  }

  private static void addInitializer(DeploymentInfo info, PageInitializer initializer) {
    info.addServletContainerInitializer(
        new ServletContainerInitializerInfo(
            PageInitializer.class, new ImmediateInstanceFactory<>(initializer), Set.of()));
  }
}
