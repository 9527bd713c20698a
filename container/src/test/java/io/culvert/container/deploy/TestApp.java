package io.culvert.container.deploy;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import java.util.EnumSet;
import java.util.List;
import org.jboss.jandex.Indexer;
import org.jboss.metadata.web.spec.WebMetaData;

/** Makes the records between stages by hand, without scanning or describing anything. */
final class TestApp {
  private TestApp() {}

  /** An application that serves static files and what {@code info} is told later. */
  static Assembled assembled(Described described) {
    Exploded exploded = described.scanned().exploded();
    DeploymentInfo info =
        new DeploymentInfo()
            .setDeploymentName(exploded.spec().displayName())
            .setContextPath("/")
            .setClassLoader(described.scanned().loader())
            .setMajorVersion(6)
            .setMinorVersion(1)
            .setResourceManager(
                PathResourceManager.builder()
                    .setBase(exploded.root())
                    .setAllowResourceChangeListeners(false)
                    .build());
    return new Assembled(described, info, () -> {});
  }

  static Scanned scanned(Exploded exploded, AppClassLoader loader) {
    List<LibraryJar> jars =
        new AppFolder(exploded.root())
            .jars().stream()
                .map(
                    jar ->
                        new LibraryJar(jar, new Indexer().complete(), EnumSet.allOf(JarPart.class)))
                .toList();
    return new Scanned(exploded, loader, new Indexer().complete(), jars);
  }

  static Described described(Scanned scanned, WebMetaData descriptor) {
    return new Described(scanned, descriptor, scanned.jars(), List.of(), List.of());
  }
}
