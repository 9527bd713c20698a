package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    ProcessHandle child;
    try (Spawned lighttpd = FrontEnd.LIGHTTPD.startWith(folder, port, config(port, listen));
        Visitor visitor = Visitor.stranger(port)) {
      assertEquals(200, visitor.get("/hello").statusCode());
      assertEquals(200, visitor.get("/hello.jsp").statusCode());
      assertTrue(visitor.post("/digest", "text/plain", "x").body().startsWith("{\"length\":1,"));
      child = onlyChild(lighttpd);
      lighttpd.terminate();
      lighttpd.exitStatus();
    }
    // ends by itself once its web server has sent SIGTERM; the test's time bounds the wait
    child.onExit().join();
  }

  @Test
  void aServerSpawnedOnAUnixSocketServesAndEndsWithLighttpd() throws Exception {
    assertServesAndEnds("\"socket\" => \"" + folder.resolve("s") + "\"");
  }

  @Test
  void aServerSpawnedOnAPortServesAndEndsWithLighttpd() throws Exception {
    assertServesAndEnds("\"host\" => \"127.0.0.1\", \"port\" => " + Ports.free());
  }

  /**
   * lighttpd finishes its requests, tells Culvert to end and starts another one at the same
   * address. Were the old one still listening then, lighttpd would take it for a server of somebody
   * else, start none, and have nobody when that has ended.
   */
  private List<Integer> restartUnderLoad(String listen) throws Exception {
    FrontEnd.LIGHTTPD.assumeInstalled();
    int port = Ports.free();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    ProcessHandle after;
    try (Spawned lighttpd = FrontEnd.LIGHTTPD.startWith(folder, port, config(port, listen));
        Visitor visitor = Visitor.stranger(port);
        ExecutorService visitors = Executors.newFixedThreadPool(4)) {
      assertEquals(200, visitor.get("/hello").statusCode());
      ProcessHandle before = onlyChild(lighttpd);
      List<Future<?>> visits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        visits.add(visitors.submit(() -> visitUntil(over, visitor, statuses)));
      }
      Ran.of(folder, Map.of(), List.of("kill", "-USR1", Long.toString(lighttpd.pid())));
      before.onExit().join();
      long soFar = served(statuses);
      lighttpd.awaitUntil(() -> served(statuses) > soFar + 20);
      over.set(true);
      for (Future<?> visit : visits) {
        visit.get();
      }
      assertEquals(200, visitor.get("/hello").statusCode());
      after = onlyChild(lighttpd);
      assertNotEquals(before.pid(), after.pid());
    }
    after.onExit().join(); // it still writes into the folder of the test
    return List.copyOf(statuses);
  }

  private static long served(Queue<Integer> statuses) {
    return statuses.stream().filter(status -> status == 200).count();
  }

  private static Void visitUntil(AtomicBoolean over, Visitor visitor, Queue<Integer> statuses)
      throws IOException, InterruptedException {
    while (!over.get()) {
      statuses.add(visitor.get("/hello").statusCode());
    }
    return null;
  }

  private static ProcessHandle onlyChild(Spawned parent) {
    List<ProcessHandle> children = ProcessHandle.of(parent.pid()).orElseThrow().children().toList();
    assertEquals(1, children.size(), children.toString());
    return children.getFirst();
  }

  @Test
  void aRestartOfLighttpdUnderLoadLosesNothingOnAUnixSocket() throws Exception {
    List<Integer> statuses = restartUnderLoad("\"socket\" => \"" + folder.resolve("s") + "\"");
    assertEquals(Set.of(200), Set.copyOf(statuses));
  }

  /** Who connects to a port in the very moment in which it is closed is reset by the kernel. */
  @Test
  void aRestartOfLighttpdUnderLoadLeavesItWithABackendOnAPort() throws Exception {
    List<Integer> statuses =
        restartUnderLoad("\"host\" => \"127.0.0.1\", \"port\" => " + Ports.free());
    assertEquals(200, statuses.getLast());
  }
}
