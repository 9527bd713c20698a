package io.culvert.container.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of the distribution, administered by the commands of the distribution. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdminIT {
  private static final int PLACES = 2;

  @TempDir private static Path folder;
  private static Culvert culvert;

  @BeforeAll
  static void start() throws IOException {
    culvert =
        Culvert.onUnixSocket(
            Dist.find(),
            folder,
            Map.of(
                "CULVERT_LIMITS_RUNNING", Integer.toString(PLACES), "CULVERT_TIMEOUTS_QUEUE", "2m"),
            "/gate:" + GateWar.write(folder.resolve("gate.war")));
  }

  @AfterAll
  static void end() {
    culvert.close();
  }

  private static Ran culvert(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Dist.find().command()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--server", Long.toString(culvert.process().pid())));
    return Ran.of(folder, Map.of(), line);
  }

  @Test
  void statusTellsWhereTheServerListensAndWhereSessionsAre() throws Exception {
    Ran status = culvert("status");
    assertEquals(0, status.status(), status.toString());
    assertTrue(status.out().startsWith("Culvert "), status.out());
    assertTrue(status.out().contains("process " + culvert.process().pid()), status.out());
    assertTrue(status.out().contains("limits.running"), status.out());
    assertTrue(status.out().contains(culvert.address()), status.out());
    assertTrue(status.out().contains("sessions     in memory"), status.out());
    assertEquals("", status.err());
  }

  @Test
  void theWorkFolderNamesAServer() throws Exception {
    Ran status =
        Ran.of(
            folder,
            Map.of(),
            List.of(Dist.find().command(), "status", "--json", "--server", "work"));
    assertEquals(0, status.status(), status.toString());
    assertTrue(status.out().contains("\"state\": \"RUNNING\""), status.out());
  }

  @Test
  void statusAnswersWhileEveryPlaceIsTaken() throws Exception {
    try (Gate gate = Gate.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> clients = new ArrayList<>();
      List<Gate.Held> held = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        clients.add(threads.submit(() -> get("/gate/hold" + gate.query())));
        held.add(gate.awaitOne());
      }
      clients.add(threads.submit(() -> get("/gate/hold" + gate.query())));
      awaitQueued();
      Ran status = culvert("status");
      assertEquals(0, status.status(), status.toString());
      String figures = status.out().replaceAll(" +", " ");
      assertTrue(figures.contains("requests 2 2 limits.running"), status.out());
      assertTrue(figures.contains("waiting requests 1 4096 limits.queued"), status.out());
      for (Gate.Held one : held) {
        one.letThrough();
      }
      gate.awaitOne().letThrough();
      for (Future<String> client : clients) {
        assertEquals("200 let through", client.get());
      }
    }
  }

  /** Status and body of an answer. */
  private static String get(String target) throws IOException {
    UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (FcgiClient client = FcgiClient.connect(socket)) {
      ClientResponse response = client.send(ClientRequest.of("GET", target));
      return response.status() + " " + new String(response.body().readAllBytes(), UTF_8);
    }
  }

  private static void awaitQueued() throws Exception {
    try (AttachedBeans beans = AttachedBeans.of(culvert.process().pid())) {
      while (beans.number(beans.only("Connector"), "RequestsQueued") < 1) {
        Thread.onSpinWait();
      }
    }
  }

  /** Only root can become somebody else; the distribution may lie where others cannot read. */
  @Test
  void anotherUserIsToldWhoseServerItIs() throws Exception {
    String user = System.getProperty("user.name");
    assumeTrue(user.equals("root"), "only root can become another user");
    List<String> line =
        List.of(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Dist.find().command());
    assumeTrue(
        Ran.of(folder, Map.of(), and(line, "version")).status() == 0,
        "others cannot read the distribution");
    Ran status =
        Ran.of(
            folder,
            Map.of(),
            and(line, "status", "--server", Long.toString(culvert.process().pid())));
    assertEquals(3, status.status(), status.toString());
    assertEquals(
        "process %d belongs to another user, root; call culvert as that user or as root%n"
            .formatted(culvert.process().pid()),
        status.err());
  }

  private static List<String> and(List<String> line, String... more) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of(more));
    return all;
  }

  /** Runs a command twice, which must succeed twice; returns what it said first. */
  private static String twice(String... arguments) throws IOException, InterruptedException {
    Ran first = culvert(arguments);
    assertEquals(0, first.status(), first.toString());
    Ran again = culvert(arguments);
    assertEquals(0, again.status(), again.toString());
    return first.out();
  }

  private static String war(String name, String text, String descriptor) throws IOException {
    return PageWar.write(folder.resolve(name), text, descriptor).toString();
  }

  @Test
  void anApplicationIsAdministeredFromItsDeploymentToItsEnd() throws Exception {
    String one = war("shop.war", "one", "");
    assertTrue(twice("deploy", one).startsWith("/shop: "), "it does not say where");
    assertEquals("200 one", get("/shop/page.txt"));
    assertTrue(culvert("list").out().contains("/shop"), "it is not listed");

    twice("deploy", war("two.war", "two", ""), "/shop");
    assertEquals("200 two", get("/shop/page.txt"));
    twice("rollback", "/shop");
    assertEquals("200 one", get("/shop/page.txt"));
    twice("redeploy", "/shop");
    assertEquals("200 two", get("/shop/page.txt"));

    String listener = "<listener><listener-class>missing.Listener</listener-class></listener>";
    Ran broken = culvert("deploy", war("three.war", "three", listener), "/shop");
    assertEquals(1, broken.status(), broken.toString());
    assertTrue(broken.err().contains("missing.Listener"), broken.err());
    assertEquals("200 two", get("/shop/page.txt"));
    assertTrue(culvert("status").out().contains("/shop: last failure: "), "no failure is shown");

    twice("drain", "/shop");
    assertTrue(get("/shop/page.txt").startsWith("503 "), "a new user was let in");
    twice("resume", "/shop");
    assertEquals("200 two", get("/shop/page.txt"));
    twice("undeploy", "/shop");
    assertTrue(get("/shop/page.txt").startsWith("404 "), "it is still there");
    assertEquals(1, culvert("redeploy", "/shop").status());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void stopWaitsUntilTheProcessIsGoneAndThenFindsNothingToStop() throws Exception {
    String work = culvert.options().get(culvert.options().indexOf("--work") + 1);
    Ran stop = Ran.of(folder, Map.of(), List.of(Dist.find().command(), "stop", "--server", work));
    assertEquals(0, stop.status(), stop.toString());
    assertTrue(!culvert.process().isAlive(), "the process is still there");
    assertEquals(0, culvert.process().exitStatus());
    assertTrue(Files.notExists(folder.resolve("s")), "the socket is still there");
    Ran again = culvert("stop");
    assertEquals(0, again.status(), again.toString());
    assertEquals(
        "there is no process %d; nothing to stop%n".formatted(culvert.process().pid()),
        again.out());
  }
}
