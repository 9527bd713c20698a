package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis server of the test's own, on loopback; it ends with the test. */
public final class RedisProcess implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private static final int FIRST_PORT = 4_000;
  private static final int PORTS = 3_000;

  /** So far above its port is the one by which a node of a cluster talks with the others. */
  private static final int CLUSTER_BUS = 10_000;

  /** Begins anywhere, for there may be other tests on the machine. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

  private final int port;
  private final List<String> command;
  private final Path log;
  private Process process;

  private RedisProcess(int port, List<String> command, Path log) throws IOException {
    this.port = port;
    this.command = command;
    this.log = log;
    this.process = launch();
  }

  /** Skips the test where there is no Redis, unless it must be there. */
  public static void assumeInstalled() {
    if (program().isPresent()) {
      return;
    }
    if ("required".equals(System.getenv("CULVERT_FRONT_ENDS"))) {
      throw new AssertionError(PROGRAM + " is not installed; bin/test installs it");
    }
    assumeTrue(false, PROGRAM + " is not installed: skipped. bin/test installs it");
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/bin", "/usr/local/bin", "/usr/sbin")
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one that keeps nothing on disk, but for what the options say. */
  public static RedisProcess start(Path folder, String... options) throws IOException {
    assumeInstalled();
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--dir", folder.toString()));
    command.addAll(List.of(options));
    RedisProcess redis = new RedisProcess(port, command, folder.resolve(port + ".log"));
    redis.awaitAnswer();
    return redis;
  }

  /** Starts a sentinel, which finds its orders in the file and writes down there what it learns. */
  static RedisProcess sentinel(Path folder, String orders) throws IOException {
    int port = freePort();
    Path file = folder.resolve("sentinel.conf");
    Files.writeString(file, "port %d%nbind 127.0.0.1%n%s".formatted(port, orders));
    List<String> command =
        List.of(program().orElseThrow().toString(), file.toString(), "--sentinel");
    RedisProcess sentinel = new RedisProcess(port, command, folder.resolve(port + ".log"));
    sentinel.awaitAnswer();
    return sentinel;
  }

  /**
   * One that nobody uses, and the one for a cluster neither. Below those that the kernel gives to
   * clients: while a server is down its port would be given to one of them, perhaps to the very one
   * that tries to reach it.
   */
  static int freePort() throws IOException {
    for (int i = 0; i < PORTS; i++) {
      int port = FIRST_PORT + NEXT.getAndIncrement() % PORTS;
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          ServerSocket _ =
              new ServerSocket(port + CLUSTER_BUS, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // taken: the next one, then
      }
    }
    throw new IOException("no port is free");
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  public int port() {
    return port;
  }

  /** The address as settings have it. */
  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** A connection to ask it directly. */
  public Jedis client() {
    return new Jedis("127.0.0.1", port);
  }

  /** Ends it as a crash would. */
  public void kill() {
    process.destroyForcibly();
    awaitUntil(() -> !process.isAlive());
  }

  /** Starts it again at the same address with what it has kept; doesn't wait for its answer. */
  public void again() throws IOException {
    process = launch();
  }

  /** The same with other options, from now on. */
  void againWith(String... options) throws IOException {
    command.addAll(List.of(options));
    again();
  }

  public void awaitAnswer() {
    awaitUntil(this::answers);
  }

  private boolean answers() {
    assertTrue(process.isAlive(), () -> "redis-server has ended, see " + log);
    try (Jedis client = client()) {
      client.ping();
      return true;
    } catch (JedisException _) {
      return false;
    }
  }

  static void awaitUntil(BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE;
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, "too late");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** The process, to be halted and continued by signals. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    kill();
  }
}
