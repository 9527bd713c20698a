package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers with one Redis behind nginx, which gives each request to the next of them and, by
 * its default, a GET that a server did not answer to another one. The first two refuse while Redis
 * is away, the third remembers.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SharedSessionsIT {
  /** Answers in each phase of a test; more for longer runs. */
  private static final int ANSWERS = Integer.getInteger("culvert.redis.answers", 150);

  private static final int CUSTOMERS = 15;

  @TempDir private static Path folder;
  private static final List<Culvert> NODES = new ArrayList<>();
  private static RedisProcess redis;
  private static Spawned nginx;
  private static int all;
  private static int refusing;

  /** Where nginx has the one server behind it. */
  private static final List<Integer> ALONE = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    FrontEnd.NGINX.assumeInstalled();
    redis = RedisProcess.start(folder, "--appendonly", "yes", "--appendfsync", "always");
    Path war = folder.resolve("count.war");
    CountWar.release(war, "1");
    List<CompletableFuture<Culvert>> starting = new ArrayList<>();
    for (String whenDown : List.of("refuse", "refuse", "remember")) {
      Path own = Files.createDirectory(folder.resolve("node" + starting.size()));
      starting.add(CompletableFuture.supplyAsync(() -> node(own, whenDown, war)));
    }
    for (CompletableFuture<Culvert> node : starting) {
      NODES.add(node.get());
    }
    all = Ports.free();
    refusing = Ports.free();
    for (int i = 0; i < NODES.size(); i++) {
      ALONE.add(Ports.free());
    }
    nginx = FrontEnd.NGINX.startWith(folder.resolve("nginx"), all, configuration());
  }

  private static Culvert node(Path own, String whenDown, Path war) {
    Map<String, String> environment =
        Map.of(
            "CULVERT_SESSIONS_STORE",
            "redis",
            "CULVERT_SESSIONS_REDIS_ADDRESS",
            redis.address(),
            "CULVERT_SESSIONS_REDIS_WHEN_DOWN",
            whenDown,
            "CULVERT_SESSIONS_REDIS_TIMEOUT",
            "10s");
    try {
      return Culvert.onPort(Dist.find(), own, Ports.free(), environment, "/:" + war);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String configuration() {
    StringBuilder alone = new StringBuilder();
    for (int i = 0; i < NODES.size(); i++) {
      alone.append(group("node" + i, ALONE.get(i), List.of(NODES.get(i))));
    }
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
      fastcgi_param REQUEST_METHOD  $request_method;
      fastcgi_param REQUEST_URI     $request_uri;
      fastcgi_param QUERY_STRING    $query_string;
      fastcgi_param SCRIPT_NAME     $fastcgi_script_name;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param SERVER_NAME     $server_name;
      fastcgi_param SERVER_PORT     $server_port;
      fastcgi_param REMOTE_ADDR     $remote_addr;
    """
        + group("all", all, NODES)
        + group("refusing", refusing, NODES.subList(0, 2))
        + alone
        + "}\n";
  }

  private static String group(String name, int port, List<Culvert> nodes) {
    StringBuilder text = new StringBuilder("upstream " + name + " {\n");
    nodes.forEach(node -> text.append("  server %s;%n".formatted(node.address())));
    return text.append("  keepalive 16;\n}\n")
        .append("server {\n  listen 127.0.0.1:%d;%n".formatted(port))
        .append("  location / { fastcgi_pass %s; fastcgi_keep_conn on; }%n}%n".formatted(name))
        .toString();
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    NODES.forEach(Culvert::close);
    if (redis != null) {
      redis.close();
    }
  }

  private static void awaitUntil(Customers customers, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!done.getAsBoolean()) {
      assertEquals(List.of(), customers.failures());
      assertTrue(System.nanoTime() - end < 0, "too late");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static void awaitMore(Customers customers, int answers) {
    int enough = customers.answers() + answers;
    awaitUntil(customers, () -> customers.answers() > enough);
  }

  /** Waits until this server asks Redis again, as it must for an id it does not know. */
  private static void awaitBack(int port) throws Exception {
    try (Visitor visitor = Visitor.stranger(port)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (visitor.get("/", "Cookie", "JSESSIONID=" + "x".repeat(22)).statusCode() != 200) {
        assertTrue(System.nanoTime() - end < 0, "Redis is not asked again");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  @Test
  void nodeThatIsKilledAndComesBackCostsNobodyAnything() throws Exception {
    try (Customers customers = new Customers(all, CUSTOMERS)) {
      awaitMore(customers, ANSWERS);
      ProcessHandle.of(NODES.get(1).process().pid()).orElseThrow().destroyForcibly();
      NODES.get(1).process().exitStatus();
      awaitMore(customers, ANSWERS);
      Path own = folder.resolve("node1");
      NODES.set(1, NODES.get(1).again(Dist.find(), own, "/:" + folder.resolve("count.war")));
      awaitMore(customers, ANSWERS);
      customers.stop();
      assertEquals(List.of(), customers.failures());
      assertEquals(0, customers.refused());
      assertTrue(
          customers.skipped() <= CUSTOMERS, () -> customers.skipped() + " visits unanswered");
      assertKept(customers, all);
      System.out.printf(
          "%d answers while a node was killed and came back: none failed, no session lost, %d were"
              + " in flight and repeated%n",
          customers.answers(), customers.skipped());
    }
  }

  @Test
  void restartedRedisIsRefusalsInBetweenAndNothingElse() throws Exception {
    try (Customers customers = new Customers(refusing, CUSTOMERS)) {
      awaitMore(customers, ANSWERS);
      redis.kill();
      awaitUntil(customers, () -> customers.refused() > ANSWERS);
      redis.again();
      for (int port : ALONE) {
        awaitBack(port);
      }
      awaitMore(customers, ANSWERS);
      customers.stop();
      assertEquals(List.of(), customers.failures());
      assertTrue(customers.longest().compareTo(Duration.ofSeconds(30)) < 0, "somebody hung");
      assertKept(customers, refusing);
      System.out.printf(
          "%d answers, %d refusals while Redis was restarted, the longest after %d ms; no session"
              + " lost%n",
          customers.answers(), customers.refused(), customers.longest().toMillis());
    }
  }

  @Test
  void restartedRedisIsNotNoticedBehindANodeThatRemembers() throws Exception {
    try (Customers customers = new Customers(ALONE.getLast(), CUSTOMERS)) {
      awaitMore(customers, ANSWERS);
      redis.kill();
      awaitMore(customers, ANSWERS);
      redis.again();
      for (int port : ALONE) {
        awaitBack(port);
      }
      awaitMore(customers, ANSWERS);
      customers.stop();
      assertEquals(List.of(), customers.failures());
      assertEquals(0, customers.refused());
      assertEquals(0, customers.skipped());
      assertKept(customers, refusing);
      System.out.printf(
          "%d answers while Redis was restarted: none refused, and other nodes know all of it%n",
          customers.answers());
    }
  }

  /** Asks for each session once more, at nodes of which the customers may not have known. */
  private static void assertKept(Customers customers, int port) throws Exception {
    Map<String, Integer> told = customers.told();
    assertEquals(CUSTOMERS, told.size());
    try (Visitor visitor = Visitor.stranger(port)) {
      Map<String, Integer> lost = new HashMap<>();
      for (Map.Entry<String, Integer> session : told.entrySet()) {
        String answer = visitor.get("/", "Cookie", session.getKey()).body();
        if (Integer.parseInt(answer.split(" ", 2)[0]) <= session.getValue()) {
          lost.put(answer, session.getValue());
        }
      }
      assertEquals(Map.of(), lost);
    }
  }
}
