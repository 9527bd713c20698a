package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** lighttpd starts Culvert itself, with the listening socket as standard input (FastCGI §2.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SpawnIT {
  @TempDir private Path folder;

  private String config(int port, String listen) {
    return """
        server.modules = ( "mod_fastcgi" )
        server.document-root = "%1$s"
        server.bind = "127.0.0.1"
        server.port = %2$d
        server.errorlog = "%1$s/error.log"
        fastcgi.server = ( "" => ((
          %3$s,
          "bin-path" => "%4$s run",
          "bin-copy-environment" => ( "PATH", "JAVA_HOME" ),
          "bin-environment" => (
            "CULVERT_LISTEN" => "fd:0",
            "CULVERT_APPLICATIONS" => "/:%5$s",
            "CULVERT_WORK" => "%1$s/work"
          ),
          "max-procs" => 1,
          "check-local" => "disable"
        )))
        """
        .formatted(folder, port, listen, Dist.find().command(), Artifacts.sample());
  }

  private void assertServesAndEnds(String listen) throws IOException, InterruptedException {
    FrontEnd.LIGHTTPD.assumeInstalled();
    int port = Ports.free();
    List<ProcessHandle> children;
    try (Spawned lighttpd = FrontEnd.LIGHTTPD.startWith(folder, port, config(port, listen));
        Visitor visitor = Visitor.stranger(port)) {
      assertEquals(200, visitor.get("/hello").statusCode());
      assertEquals(200, visitor.get("/hello.jsp").statusCode());
      assertTrue(visitor.post("/digest", "text/plain", "x").body().startsWith("{\"length\":1,"));
      children = ProcessHandle.of(lighttpd.pid()).orElseThrow().children().toList();
      assertEquals(1, children.size(), children.toString());
      lighttpd.terminate();
      lighttpd.exitStatus();
    }
    // ends by itself once its web server has sent SIGTERM; the test's time bounds the wait
    children.forEach(child -> child.onExit().join());
  }

  @Test
  void aServerSpawnedOnAUnixSocketServesAndEndsWithLighttpd() throws Exception {
    assertServesAndEnds("\"socket\" => \"" + folder.resolve("s") + "\"");
  }

  @Test
  void aServerSpawnedOnAPortServesAndEndsWithLighttpd() throws Exception {
    assertServesAndEnds("\"host\" => \"127.0.0.1\", \"port\" => " + Ports.free());
  }
}
