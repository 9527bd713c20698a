package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes with sessions of their own behind an nginx that takes them in turn: half of all
 * requests reach the wrong one.
 */
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
class RelayIT {
  private static final int NODES = 2;
  private static final int ROUNDS = 6;

  @TempDir private static Path folder;
  private static final List<Culvert> NODE = new ArrayList<>();

  /** Each of them began at another node. */
  private static final List<Customer> CUSTOMERS = new ArrayList<>();

  private static Spawned nginx;

  /** Somebody with a session that counts what he does, and the cookie he was given last. */
  private static final class Customer implements AutoCloseable {
    private final Visitor visitor;
    private String cookie = "none=none";
    private int count;
    private int strayed;

    Customer(int port) {
      visitor = Visitor.stranger(port);
    }

    int node() {
      return cookie.charAt(cookie.length() - 1) - '0';
    }

    /** Whether an answer came by way of another node than the one of the session. */
    private void note(HttpResponse<?> response) {
      assertEquals(200, response.statusCode());
      response
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
      String reached = response.headers().firstValue("X-Upstream").orElseThrow();
      strayed += reached.endsWith(NODE.get(node() - 1).address()) ? 0 : 1;
      count++;
    }

    void visit() throws Exception {
      HttpResponse<String> response = visitor.get("/", "Cookie", cookie);
      note(response);
      assertEquals(Integer.toString(count), response.body());
    }

    @Override
    public void close() {
      visitor.close();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    FrontEnd.NGINX.assumeInstalled();
    Path war = ServletWar.write(folder.resolve("stray.war"), StrayServlet.class);
    List<String> addresses = new ArrayList<>();
    for (int i = 1; i <= NODES; i++) {
      addresses.add("n%d=127.0.0.1:%d".formatted(i, Ports.free()));
    }
    List<CompletableFuture<Culvert>> starting = new ArrayList<>();
    for (String address : addresses) {
      String route = address.substring(0, address.indexOf('='));
      Path own = Files.createDirectory(folder.resolve(route));
      Map<String, String> environment =
          Map.of(
              "CULVERT_NODE_ROUTE",
              route,
              "CULVERT_SESSIONS_NODES",
              String.join(",", addresses),
              "CULVERT_JSP_COMPILE",
              "lazy");
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      starting.add(CompletableFuture.supplyAsync(() -> node(own, port, environment, war)));
    }
    for (CompletableFuture<Culvert> node : starting) {
      NODE.add(node.get());
    }
    int port = Ports.free();
    nginx = FrontEnd.NGINX.startWith(folder.resolve("nginx"), port, configuration(port));
    for (int i = 0; i < NODES; i++) {
      CUSTOMERS.add(new Customer(port));
      CUSTOMERS.getLast().visit();
    }
    assertEquals(NODES, CUSTOMERS.stream().map(Customer::node).distinct().count());
  }

  private static Culvert node(Path own, int port, Map<String, String> environment, Path war) {
    try {
      return Culvert.onPort(Dist.find(), own, port, environment, "/:" + war);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String configuration(int port) {
    StringBuilder upstream = new StringBuilder();
    NODE.forEach(node -> upstream.append("server %s; ".formatted(node.address())));
    return """
    worker_processes 1;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 512; }
    http {
      access_log off;
      client_body_temp_path body;
      fastcgi_temp_path fastcgi;
      proxy_temp_path proxy;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      client_max_body_size 2m;
      client_body_buffer_size 2m;
      fastcgi_param REQUEST_METHOD  $request_method;
      fastcgi_param REQUEST_URI     $request_uri;
      fastcgi_param QUERY_STRING    $query_string;
      fastcgi_param SCRIPT_NAME     $fastcgi_script_name;
      fastcgi_param CONTENT_TYPE    $content_type;
      fastcgi_param CONTENT_LENGTH  $content_length;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param SERVER_NAME     $server_name;
      fastcgi_param SERVER_PORT     $server_port;
      fastcgi_param REMOTE_ADDR     $remote_addr;
      add_header X-Upstream $upstream_addr;
      upstream nodes { %s keepalive 16; }
      server {
        listen 127.0.0.1:%d;
        location / { fastcgi_pass nodes; fastcgi_keep_conn on; }
      }
    }
    """
        .formatted(upstream, port);
  }

  @AfterAll
  static void stop() {
    CUSTOMERS.forEach(Customer::close);
    if (nginx != null) {
      nginx.close();
    }
    NODE.forEach(Culvert::close);
  }

  /** What the nodes that live have counted together. */
  private static List<Long> counted(String... attributes) throws Exception {
    long[] sums = new long[attributes.length];
    for (Culvert node : NODE) {
      if (node.process().isAlive()) {
        try (AttachedBeans beans = AttachedBeans.of(node.process().pid())) {
          ObjectName sessions = beans.only("Sessions");
          for (int i = 0; i < sums.length; i++) {
            sums[i] += beans.number(sessions, attributes[i]);
          }
        }
      }
    }
    return Arrays.stream(sums).boxed().toList();
  }

  @Test
  @Order(1)
  void sessionCountsOnWhicheverNodeARequestReaches() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      for (Customer customer : CUSTOMERS) {
        customer.visit();
      }
      CUSTOMERS.addFirst(CUSTOMERS.removeLast()); // or each would always reach the same node
    }
    long strayed = CUSTOMERS.stream().mapToLong(customer -> customer.strayed).sum();
    assertTrue(strayed >= ROUNDS / 2, () -> strayed + " requests reached the wrong node");
    assertEquals(
        List.of(strayed, strayed, 0L, 0L, 0L),
        counted("Strayed", "Relayed", "RelayFailures", "FailedOver", "Rerouted"));
    System.out.printf(
        "%d of %d requests reached the wrong node, and were answered by the right one%n",
        strayed, NODES * (ROUNDS + 1));
  }

  @Test
  @Order(2)
  void bodiesArriveWholeByWayOfAnyNode() throws Exception {
    byte[] body = new byte[1 << 20];
    new Random(1).nextBytes(body);
    CRC32 checksum = new CRC32();
    checksum.update(body);
    Customer customer = CUSTOMERS.getFirst();
    int before = customer.strayed;
    for (int i = 0; i < NODES; i++) {
      HttpResponse<String> response =
          customer.visitor.send(
              customer
                  .visitor
                  .request("/")
                  .header("Cookie", customer.cookie)
                  .POST(BodyPublishers.ofByteArray(body)));
      customer.note(response);
      assertEquals(
          "%d %d %08x".formatted(customer.count, body.length, checksum.getValue()),
          response.body());
    }
    assertEquals(before + NODES - 1, customer.strayed);
  }

  @Test
  @Order(3)
  void eventsArriveOneByOneByWayOfAnyNode() throws Exception {
    Customer customer = CUSTOMERS.getFirst();
    int before = customer.strayed;
    try (Gate gate = Gate.open()) {
      for (int i = 0; i < NODES; i++) {
        HttpResponse<InputStream> response =
            customer
                .visitor
                .client()
                .send(
                    customer
                        .visitor
                        .request("/events?" + gate.port())
                        .header("Cookie", customer.cookie)
                        .build(),
                    BodyHandlers.ofInputStream());
        customer.note(response);
        try (BufferedReader events =
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.US_ASCII))) {
          assertEquals("data: " + customer.count, events.readLine());
          gate.awaitOne().letThrough();
          assertEquals(List.of("", "data: last", ""), events.readAllLines());
        }
      }
    }
    assertEquals(before + NODES - 1, customer.strayed);
  }

  private static void tell(Culvert node, String operation) throws Exception {
    try (AttachedBeans beans = AttachedBeans.of(node.process().pid())) {
      beans
          .beans()
          .invoke(
              new ObjectName("io.culvert:type=Deployer"),
              operation,
              new String[] {"/"},
              new String[] {String.class.getName()});
    }
  }

  @Test
  @Order(4)
  void drainedNodeTurnsStrangersAwayAndNobodyWhoHasASessionAnywhere() throws Exception {
    Culvert drained = NODE.getFirst();
    tell(drained, "drain");
    for (int i = 0; i < ROUNDS; i++) {
      for (Customer customer : CUSTOMERS) {
        customer.visit();
      }
      CUSTOMERS.addFirst(CUSTOMERS.removeLast());
    }
    List<Integer> strangers = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      strangers.add(CUSTOMERS.getFirst().visitor.get("/").statusCode());
    }
    Collections.sort(strangers);
    assertEquals(List.of(200, 503), strangers);
    tell(drained, "resume");
  }

  @Test
  @Order(5)
  void whoseNodeIsKilledGetsANewSessionAndNobodyElseNoticesAnything() throws Exception {
    Customer bereft = CUSTOMERS.getFirst();
    int node = bereft.node();
    Spawned process = NODE.get(node - 1).process();
    ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    process.exitStatus();
    bereft.count = 0;
    for (int i = 0; i < ROUNDS; i++) {
      for (Customer customer : CUSTOMERS) {
        customer.visit();
      }
      CUSTOMERS.addFirst(CUSTOMERS.removeLast());
    }
    assertNotEquals(node, bereft.node());
    assertEquals(List.of(1L, 1L), counted("RelayFailures", "FailedOver"));
    String warning = "node n%d at ".formatted(node);
    assertEquals(
        1,
        NODE.stream()
            .flatMap(each -> each.process().output().lines())
            .filter(line -> line.contains(warning) && line.contains("cannot be reached"))
            .count());
  }
}
