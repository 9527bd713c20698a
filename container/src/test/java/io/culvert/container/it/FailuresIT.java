package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.wire.ProtocolStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the clients of each web server see of a FastCGI server that fails, and of what Culvert does
 * when its application fails.
 */
@Timeout(120)
class FailuresIT {
  private static final Path PAGE = DocPage.ROOT.resolve("docs/front-ends/failures.md");
  private static final String HEAD = "Status: 200 OK\r\nContent-Type: text/plain\r\n";
  private static final String KNOWN = HEAD + "Content-Length: 10\r\n\r\n";
  private static final String UNKNOWN = HEAD + "\r\n";
  private static final String HALF = "first";
  private static final String WHOLE = "firstlast!";

  @TempDir private static Path folder;
  private static final List<AutoCloseable> RUNNING = new ArrayList<>();
  private static final Map<FrontEnd, Integer> PORTS = new LinkedHashMap<>();
  private static final Map<FrontEnd, Map<Failure, Future<String>>> OUTCOMES =
      new EnumMap<>(FrontEnd.class);

  /** Failures of servers as there are others. */
  private static final List<Failure> OTHERS =
      List.of(
          Failure.open(
              "nothing: a whole response",
              b -> b.stdout(KNOWN + WHOLE).endOfStdout().end(0, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.closing("closes before any record", b -> b),
          Failure.resetting("resets the connection before any record", b -> b),
          Failure.closing("closes in the middle of a record's header", b -> b.halfOfAHeader()),
          Failure.closing("closes in the middle of the head", b -> b.stdout("Status: 200 OK\r\nX")),
          Failure.closing("closes after the head", b -> b.stdout(KNOWN)),
          Failure.closing("closes after half, length known", b -> b.stdout(KNOWN + HALF)),
          Failure.closing("closes after half, length unknown", b -> b.stdout(UNKNOWN + HALF))
              .asRace(),
          Failure.closing(
                  "closes in the middle of a record of the body, length unknown",
                  b -> b.stdout(UNKNOWN).cutRecord(HALF))
              .asRace(),
          Failure.resetting(
                  "resets the connection after half, length unknown", b -> b.stdout(UNKNOWN + HALF))
              .asRace(),
          Failure.closing(
              "closes after the whole response, without `END_REQUEST`",
              b -> b.stdout(KNOWN + WHOLE)),
          Failure.open(
              "ends the request after half, length known",
              b -> b.stdout(KNOWN + HALF).endOfStdout().end(0, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "the same with `appStatus` 1",
              b -> b.stdout(KNOWN + HALF).endOfStdout().end(1, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "ends the request after half with `appStatus` 1, length unknown",
              b -> b.stdout(UNKNOWN + HALF).endOfStdout().end(1, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "ends a whole response with `appStatus` 1",
              b -> b.stdout(KNOWN + WHOLE).endOfStdout().end(1, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "ends a whole response with `OVERLOADED`",
              b -> b.stdout(KNOWN + WHOLE).endOfStdout().end(0, ProtocolStatus.OVERLOADED)),
          Failure.open("`END_REQUEST` only", b -> b.end(0, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open("the same with `OVERLOADED`", b -> b.end(0, ProtocolStatus.OVERLOADED)),
          Failure.open(
              "the same with `CANT_MPX_CONN`", b -> b.end(0, ProtocolStatus.CANT_MPX_CONN)),
          Failure.open("the same with `UNKNOWN_ROLE`", b -> b.end(0, ProtocolStatus.UNKNOWN_ROLE)),
          Failure.open(
              "an empty `STDOUT`, then `END_REQUEST`",
              b -> b.endOfStdout().end(0, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "`STDERR` only, then `END_REQUEST`",
              b -> b.stderr("it failed").end(1, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.open(
              "`STDERR`, then a whole response",
              b ->
                  b.stderr("it works")
                      .stdout(KNOWN + WHOLE)
                      .endOfStdout()
                      .end(0, ProtocolStatus.REQUEST_COMPLETE)),
          Failure.closing(
                  "eight zero bytes after half, length unknown",
                  b -> b.stdout(UNKNOWN + HALF).zeroes())
              .asRace());

  /** What Culvert does about failures of applications. */
  private static List<Failure> own() throws IOException {
    return List.of(
        culvert(UNKNOWN, false).failure("**Culvert**: the application fails before it answers"),
        culvert(KNOWN, true).failure("**Culvert**: it fails after half, length known"),
        culvert(UNKNOWN, true).failure("**Culvert**: it fails after half, length unknown"));
  }

  private static RelayedCulvert culvert(String head, boolean begins) throws IOException {
    return remembered(
        RelayedCulvert.start(
            (_, response) -> {
              if (begins) {
                half(response, head);
              }
              throw new IllegalStateException("as the test wants it");
            }));
  }

  private static void half(ResponseStream response, String head) throws IOException {
    response.write(
        ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)),
        ByteBuffer.wrap(HALF.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static final List<Failure> ALL = new ArrayList<>(OTHERS);

  private final FailuresPage page = new FailuresPage();

  @BeforeAll
  static void start() throws Exception {
    ALL.addAll(own());
    FailingBackend backend = remembered(FailingBackend.start(ALL));
    for (Variant variant : Variant.firsts()) {
      FrontEnd product = variant.frontEnd();
      product.assumeInstalled();
      int port = Ports.free();
      Path work = Files.createDirectories(folder.resolve(product.name()));
      String printed = Printed.configuration(product, work, port, "--listen", backend.address());
      remembered(product.startWith(work, port, impatient(printed)));
      PORTS.put(product, port);
    }
    askAll();
  }

  /** All at once: some of the answers are a front end's patience with its server that ends. */
  private static void askAll() {
    for (FrontEnd product : PORTS.keySet()) {
      ExecutorService clients = remembered(clients(product));
      OUTCOMES.put(
          product,
          ALL.stream()
              .filter(failure -> isBearable(failure, product))
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      failure -> clients.submit(() -> ask(product, failure)))));
    }
  }

  /**
   * httpd has 503 for a request that it sends on a connection which the server is just about to
   * close after another one; so it is asked for one failure after the other.
   */
  private static ExecutorService clients(FrontEnd product) {
    return product == FrontEnd.APACHE
        ? Executors.newSingleThreadExecutor()
        : Executors.newVirtualThreadPerTaskExecutor();
  }

  /** HAProxy 2.6 sees some of the ends only when its patience with the server has ended. */
  private static String impatient(String printed) {
    return printed.replaceFirst("timeout server 60s", "timeout server 3s");
  }

  private static <T extends AutoCloseable> T remembered(T one) {
    RUNNING.add(one);
    return one;
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : RUNNING.reversed()) {
      one.close();
    }
  }

  @TestFactory
  Stream<DynamicNode> everyFailureIsSeenAsThePageSays() {
    return Stream.of(
            ALL.stream().map(this::row),
            Stream.of(dynamicTest("docs/front-ends/failures.md", () -> page.assertIs(PAGE))))
        .flatMap(nodes -> nodes);
  }

  private DynamicContainer row(Failure failure) {
    return dynamicContainer(
        failure.title(),
        PORTS.keySet().stream()
            .filter(product -> isBearable(failure, product))
            .map(product -> cell(failure, product)));
  }

  /** HAProxy 2.6 did not answer anybody any more after this. */
  private static boolean isBearable(Failure failure, FrontEnd product) {
    return product != FrontEnd.HAPROXY || !failure.title().endsWith("of the head");
  }

  private DynamicTest cell(Failure failure, FrontEnd product) {
    return dynamicTest(
        product.title(),
        () -> {
          String outcome = OUTCOMES.get(product).get(failure).get();
          if (product == FrontEnd.LIGHTTPD && failure.isRace()) {
            assertTrue(outcome.matches("cut|200(, empty)?"), outcome);
            page.add(failure, product, FailuresPage.CUT_OR_NOT);
          } else if (isLate(failure, product)) {
            assertEquals("cut", oneOfAFew(product, failure, outcome));
            page.add(failure, product, FailuresPage.LATE_CUT);
          } else {
            if (isOwn(failure)) {
              assertVisible(failure, product, outcome);
            }
            page.add(failure, product, outcome);
          }
        });
  }

  private static boolean isOwn(Failure failure) {
    return failure.title().startsWith("**Culvert**");
  }

  /** Where Culvert leaves lighttpd the time to see that a response is not whole. */
  private static boolean isLate(Failure failure, FrontEnd product) {
    return product == FrontEnd.LIGHTTPD && isOwn(failure) && hasNoLength(failure);
  }

  private static boolean hasNoLength(Failure failure) {
    return failure.title().endsWith("length unknown");
  }

  /** On a busy machine lighttpd may have been held up for longer than Culvert waits. */
  private static String oneOfAFew(FrontEnd product, Failure failure, String first)
      throws IOException {
    String outcome = first;
    for (int i = 0; i < 2 && !outcome.equals("cut"); i++) {
      outcome = ask(product, failure);
    }
    return outcome;
  }

  /** Only Caddy has no way to be told that a response of unknown length is not whole. */
  private static void assertVisible(Failure failure, FrontEnd product, String outcome) {
    boolean cannotTell = product == FrontEnd.CADDY && hasNoLength(failure);
    boolean isError = outcome.matches("5..|cut");
    assertEquals(!cannotTell, isError, outcome);
  }

  private static String ask(FrontEnd product, Failure failure) throws IOException {
    try (RawHttp client = RawHttp.connect(PORTS.get(product))) {
      client.send(
          "GET /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .formatted(ALL.indexOf(failure)));
      Reply reply = Reply.read(client);
      boolean wordless = reply.status() == 200 && reply.whole() && reply.length() == 0;
      if (wordless) {
        return "200, empty";
      }
      return reply.status() == 0 ? "cut" : reply.outcome();
    }
  }
}
