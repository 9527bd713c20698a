package io.culvert.container.deploy;

import io.culvert.container.environment.Environment;
import io.culvert.container.environment.InjectionException;
import io.culvert.container.files.JarResources;
import io.culvert.container.files.OverlayResources;
import io.culvert.container.login.FrontEndLogins;
import io.culvert.container.login.LoginMechanisms;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletStackTraces;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import org.jboss.metadata.javaee.spec.DescriptionGroupMetaData;
import org.jboss.metadata.javaee.spec.ParamValueMetaData;
import org.jboss.metadata.web.spec.ListenerMetaData;

/**
 * Says in Undertow's terms what the merged descriptor says, with the server's defaults where it is
 * silent. Loads the classes that the descriptor names, but makes no object of them but the
 * initializers.
 */
final class Assemble implements Stage<Described, Assembled> {
  private final AppDefaults defaults;
  private final Remarks remarks;

  Assemble(AppDefaults defaults, Remarks remarks) {
    this.defaults = defaults;
    this.remarks = remarks;
  }

  @Override
  public Assembled run(Described described) throws DeploymentException {
    Blueprint blueprint = new Blueprint(described, remarks);
    Environment environment = new EnvironmentPart(blueprint, defaults.dataSources()).make();
    AppObjects objects = new AppObjects(environment.injector());
    DeploymentInfo info = basics(described).setClassIntrospecter(objects);
    new ServletPart(blueprint, objects).addTo(info, info.getResourceManager());
    new FilterPart(blueprint, objects).addTo(info);
    addListeners(info, blueprint, objects);
    addInitializers(info, described);
    new SecurityPart(blueprint, defaults).addTo(info);
    LoginMechanisms.addTo(info, defaults.identities());
    if (defaults.frontEndLogins()) {
      FrontEndLogins.addTo(info);
    }
    new SessionPart(blueprint, defaults).addTo(info);
    new PagePart(blueprint).addTo(info);
    return new Assembled(described, info, objects::end);
  }

  /** Only what it takes to compile its pages; it cannot be started. */
  Assembled pagesOnly(Described described) throws DeploymentException {
    DeploymentInfo info = basics(described);
    new PageServletPart(described.descriptor()).addTo(info);
    return new Assembled(described, info, () -> {});
  }

  private DeploymentInfo basics(Described described) throws DeploymentException {
    Exploded exploded = described.scanned().exploded();
    DeploymentSpec spec = exploded.spec();
    DeploymentInfo info =
        new DeploymentInfo()
            .setDeploymentName(spec.displayName())
            .setDisplayName(displayName(described))
            .setContextPath(spec.contextPath().isEmpty() ? "/" : spec.contextPath())
            .setClassLoader(described.scanned().loader())
            .setResourceManager(resources(described))
            .setTempDir(folder(exploded.privateFolder().resolve("tmp")))
            .setDefaultAsyncContextTimeout(defaults.asyncTimeout().toMillis())
            .setCheckOtherSessionManagers(false)
            .setIgnoreFlush(false)
            .setServletStackTraces(
                defaults.showErrors() ? ServletStackTraces.LOCAL_ONLY : ServletStackTraces.NONE);
    String version = Given.text(described.descriptor().getVersion());
    if (version.matches("\\d\\.\\d")) {
      info.setMajorVersion(version.charAt(0) - '0').setMinorVersion(version.charAt(2) - '0');
    }
    for (ParamValueMetaData param : Given.all(described.descriptor().getContextParams())) {
      info.addInitParameter(param.getParamName(), Given.text(param.getParamValue()));
    }
    return info;
  }

  private static String displayName(Described described) {
    DescriptionGroupMetaData group = described.descriptor().getDescriptionGroup();
    String name = group == null ? "" : Given.text(group.getDisplayName());
    return name.isEmpty() ? described.scanned().exploded().spec().displayName() : name;
  }

  /** The WAR's own files, over those of its jars in fragment order (Servlet 6.1 §4.6). */
  private static OverlayResources resources(Described described) throws DeploymentException {
    Exploded exploded = described.scanned().exploded();
    List<Path> folders = new ArrayList<>();
    folders.add(exploded.root());
    for (LibraryJar jar : described.orderedJars()) {
      if (!jar.holds(JarPart.RESOURCES)) {
        continue;
      }
      try {
        JarResources.BOUNDED
            .unpack(
                jar.file(), exploded.privateFolder().resolve("resources").resolve(jar.fileName()))
            .ifPresent(folders::add);
      } catch (IOException e) {
        throw new DeploymentException(
            "WEB-INF/lib/%s!/META-INF/resources: cannot be unpacked: %s"
                .formatted(jar.fileName(), e.getMessage()),
            e);
      }
    }
    return new OverlayResources(folders);
  }

  private static Path folder(Path path) throws DeploymentException {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new DeploymentException("%s: cannot make a folder: %s".formatted(path, e), e);
    }
  }

  private static void addListeners(DeploymentInfo info, Blueprint blueprint, AppObjects objects)
      throws DeploymentException {
    for (ListenerMetaData each : Given.all(blueprint.descriptor().getListeners())) {
      String className = Given.text(each.getListenerClass());
      Class<? extends EventListener> type =
          blueprint.load("listener-class", className, EventListener.class);
      try {
        info.addListener(new ListenerInfo(type, objects.createInstanceFactory(type)));
      } catch (NoSuchMethodException | InjectionException | LinkageError e) {
        throw blueprint.error("listener-class", className, Constructors.problem(e));
      }
    }
  }

  private static void addInitializers(DeploymentInfo info, Described described) {
    for (Initializer each : described.initializers()) {
      ServletContainerInitializer initializer = each.initializer();
      info.addServletContainerInitializer(
          new ServletContainerInitializerInfo(
              initializer.getClass(), new Ready<>(initializer).factory(), each.handledTypes()));
    }
  }
}
