package io.culvert.container.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** Applications and servers that others wrote, copied here by the build. */
final class Artifacts {
  private static final Path FOLDER = Path.of("target", "artifacts");

  private Artifacts() {}

  /** The {@code examples} web application of Tomcat's distribution, exploded. */
  static Path tomcatExamples() {
    return present(tomcat().resolve("webapps/examples"));
  }

  /** Tomcat's distribution. */
  static Path tomcat() {
    return present(FOLDER.resolve("tomcat"));
  }

  /** Jetty's JSP demonstration. */
  static Path jettyDemo() {
    return present(FOLDER.resolve("jetty-demo-jsp.war"));
  }

  /** Our own sample. */
  static Path sample() {
    return present(Path.of("..", "sample-webapp", "target", "sample.war"));
  }

  private static Path present(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing: run this test by ./mvnw verify");
    }
    return path.toAbsolutePath().normalize();
  }
}
