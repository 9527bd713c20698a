package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat itself over HTTP, to compare with. */
final class TomcatOracle {
  private TomcatOracle() {}

  /** Starts Tomcat with one application on a port of loopback. */
  static Spawned start(Path tomcat, Path folder, int port, String context, Path application)
      throws IOException {
    return start(tomcat, folder, port, Map.of(context, application));
  }

  /** Starts Tomcat with applications, by context path, on a port of loopback. */
  static Spawned start(Path tomcat, Path folder, int port, Map<String, Path> applications)
      throws IOException {
    Path base = Files.createDirectories(folder.resolve("tomcat"));
    for (String name : List.of("conf", "logs", "temp", "work", "webapps")) {
      Files.createDirectories(base.resolve(name));
    }
    Files.copy(tomcat.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
    Files.copy(tomcat.resolve("conf/tomcat-users.xml"), base.resolve("conf/tomcat-users.xml"));
    Files.writeString(
        base.resolve("conf/server.xml"),
        """
        <Server port="-1">
          <Service name="Catalina">
            <Connector port="%d" address="127.0.0.1"/>
            <Engine name="Catalina" defaultHost="localhost">
              <Host name="localhost" appBase="webapps" autoDeploy="false" deployOnStartup="false">
                %s
              </Host>
            </Engine>
          </Service>
        </Server>
        """
            .formatted(port, contexts(applications)));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        tomcat.resolve("bin/bootstrap.jar") + ":" + tomcat.resolve("bin/tomcat-juli.jar");
    return Spawned.start(
            base,
            "tomcat",
            Map.of(),
            List.of(
                java,
                "-cp",
                classes,
                "-Dcatalina.home=" + tomcat,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "org.apache.catalina.startup.Bootstrap",
                "start"))
        .awaitUntil(() -> Ports.answers(port));
  }

  private static String contexts(Map<String, Path> applications) {
    StringBuilder contexts = new StringBuilder();
    applications.forEach(
        (context, application) ->
            contexts.append(
                "<Context path=\"%s\" docBase=\"%s\"/>".formatted(context, application)));
    return contexts.toString();
  }
}
