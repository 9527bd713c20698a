package io.culvert.container.frontend;

import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who answers requests for an application's static files. */
sealed interface StaticFiles {
  /** File name extensions of what pages consist of and nobody protects. */
  String EXTENSIONS = "css|js|mjs|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf";

  /** The application, like everything else. */
  record ByApplication() implements StaticFiles {}

  /** The front end, as far as the files lie in the folder of the exploded WAR. */
  record ByFrontEnd(Path folder) implements StaticFiles {}

  /**
   * Decides for an application. Only the folder of an exploded WAR stays where it is; and the front
   * end knows nothing of security constraints, so an application that has some keeps its files.
   */
  static StaticFiles of(DeploymentSpec spec) {
    Path folder = spec.war().toAbsolutePath().normalize();
    boolean known = Files.isDirectory(folder) && SafeText.isPlain(folder.toString());
    return known && !new ConstraintSearch(folder.resolve("WEB-INF")).findsAny()
        ? new ByFrontEnd(folder)
        : new ByApplication();
  }
}
