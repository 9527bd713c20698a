package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** Jetty's JSP demonstration of the time when the API was javax.servlet. */
  static Path jettyOldDemo() {
    return present(FOLDER.resolve("jetty-demo-old.war"));
  }

  /** The agent that shows MBeans over HTTP. */
  static Path jolokia() {
    return present(FOLDER.resolve("jolokia.war"));
  }

  /** The libraries of a web application that the tests assemble. */
  static List<Path> libraries(String application) throws IOException {
    Path folder = FOLDER.resolve("lib").resolve(application);
    return Files.exists(folder) ? jarsIn(folder) : List.of();
  }

  /** What applications of today are compiled against. */
  static List<Path> api() {
    Path lib = tomcat().resolve("lib");
    return Stream.of("servlet-api.jar", "jsp-api.jar", "el-api.jar", "annotations-api.jar")
        .map(lib::resolve)
        .toList();
  }

  /** What applications were compiled against before. */
  static List<Path> oldApi() throws IOException {
    return jarsIn(FOLDER.resolve("old-api"));
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(present(folder))) {
      return files.sorted().toList();
    }
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
