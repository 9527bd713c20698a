package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.Serving;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.it.InnerServer.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with releases, and what its users and they see of it. */
@Timeout(180)
class ReleasesIT {
  @TempDir private static Path folder;
  private static InnerServer culvert;

  @BeforeAll
  static void start() throws Exception {
    culvert = InnerServer.start(folder, Map.of("CULVERT_STOP_OLD_VERSIONS", "true"));
  }

  @AfterAll
  static void stop() {
    culvert.close();
  }

  private static String deploy(String name, ReleaseWar release) throws Exception {
    return culvert.deploy(release.packed(folder.resolve("new.war")), name);
  }

  private static String body(String target, String... cookie) throws IOException {
    Got got = culvert.get(target, cookie);
    assertEquals(200, got.status(), got.body());
    return got.body();
  }

  private static List<String> versions(String name) {
    return culvert.app(name).serving().stream().map(Serving::version).toList();
  }

  @Test
  void aReleaseIsAskedForWhatItNamesAndForWhatIsPopularBeforeItServes() throws Exception {
    deploy("/warm", new ReleaseWar("one", "/named /in"));
    assertEquals("one /named /in", body("/warm/warmed", "known=client"));
    body("/warm/often");
    body("/warm/seldom");
    body("/warm/often");
    body("/warm/private", "known=client");
    deploy("/warm", new ReleaseWar("two", "named"));
    Serving now = culvert.app("/warm").serving().getFirst();
    assertEquals(0, now.traffic().requests(), "warming up is no traffic");
    assertEquals(0, now.sessions(), "warming up left sessions behind");
    assertEquals("warm-up", now.timings().getLast().stage());
    assertEquals("two /named /often /seldom", body("/warm/warmed"));
  }

  @Test
  void usersStayWithTheirVersionUntilTheyLeaveAndThenItStops() throws Exception {
    Path one = new ReleaseWar("first").packed(culvert.webapps().resolve("side##1.war"));
    culvert.awaitUntil(() -> culvert.find("/side").isPresent());
    culvert.awaitUntil(() -> versions("/side").equals(List.of("1")));
    String early = culvert.get("/side/in").cookie();
    new ReleaseWar("second").packed(one.resolveSibling("side##2.war"));
    culvert.awaitUntil(() -> versions("/side").equals(List.of("2", "1")));
    assertEquals("second", body("/side/"));
    assertEquals("first", body("/side/", early));
    String late = culvert.get("/side/in").cookie();

    assertTrue(culvert.verb("rollback", "/side").startsWith("DONE "), "not rolled back");
    assertEquals("first", body("/side/"));
    assertEquals("second", body("/side/", late), "its user was taken away");
    assertTrue(culvert.verb("redeploy", "/side").startsWith("DONE "), "not redeployed");
    assertEquals("second", body("/side/"));
    assertEquals("first", body("/side/", early), "its user was taken away");

    body("/side/out", early);
    culvert.awaitUntil(() -> versions("/side").equals(List.of("2")));
    assertEquals("second", body("/side/", early));
  }

  @Test
  void aDrainedApplicationServesItsUsersAndSendsOthersAway() throws Exception {
    deploy("/drained", new ReleaseWar("it"));
    String user = culvert.get("/drained/in").cookie();
    culvert.verb("drain", "/drained");
    Got stranger = culvert.get("/drained/");
    assertEquals(503, stranger.status());
    assertEquals("5", stranger.header("Retry-After").orElse(""));
    assertEquals("it", body("/drained/", user));
    assertEquals(State.DRAINED.name(), culvert.attribute("/drained", "State"));
    culvert.verb("resume", "/drained");
    assertEquals("it", body("/drained/"));
  }

  @Test
  void ofAFolderTheContentCountsAndNoTimeStamp() throws Exception {
    Path exploded = culvert.webapps().resolve("folder");
    Path unfinished = folder.resolve("unfinished");
    new ReleaseWar("one").exploded(unfinished);
    Files.move(unfinished, exploded);
    culvert.awaitUntil(() -> culvert.find("/folder").isPresent());
    culvert.awaitUntil(() -> culvert.app("/folder").state() == State.RUNNING);
    Path release = exploded.resolve("WEB-INF/release");
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 5000);
    Files.setLastModifiedTime(release, later);
    Files.setLastModifiedTime(exploded.resolve("WEB-INF"), later);
    new ReleaseWar("seen").packed(culvert.webapps().resolve("witness.war"));
    culvert.awaitUntil(() -> culvert.find("/witness").isPresent());
    culvert.awaitUntil(() -> culvert.app("/witness").state() == State.RUNNING);
    Files.writeString(release, "two");
    culvert.awaitUntil(() -> culvert.app("/folder").serving().getFirst().generation() > 1);
    assertEquals("two", body("/folder/"));
    assertEquals(2, culvert.app("/folder").serving().getFirst().generation(), "it was touched");
  }

  @Test
  void whatKeepsAnEndedApplicationInMemoryIsNamed() throws Exception {
    deploy("/leaky", new ReleaseWar("it"));
    body("/leaky/leak");
    Queue<String> log = new ConcurrentLinkedQueue<>();
    Logger logger = Logger.getLogger("io.culvert.container.generations.Retirement");
    Handler handler = new Kept(log);
    logger.addHandler(handler);
    try {
      deploy("/leaky", new ReleaseWar("next"));
      String said = "/leaky: generation 1 has ended, but stays in memory: ";
      culvert.awaitUntil(
          () ->
              log.stream()
                  .anyMatch(line -> line.startsWith(said) && line.contains("'left behind'")));
      assertEquals(1, culvert.attribute("/leaky", "LeakedGenerations"));
      String leaks = String.join("\n", (String[]) culvert.attribute("/leaky", "Leaks"));
      assertTrue(leaks.contains("'left behind'"), leaks);
    } finally {
      logger.removeHandler(handler);
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("left behind"))
          .forEach(Thread::interrupt);
    }
    culvert.awaitUntil(() -> nothingLeaks("/leaky"));
  }

  @Test
  void whatItLeavesInTheThreadsOfTheServerGoesWithThem() throws Exception {
    deploy("/thread", new ReleaseWar("it"));
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      body("/thread/remember");
    }
    deploy("/thread", new ReleaseWar("next"));
    culvert.awaitUntil(() -> nothingLeaks("/thread"));
    assertEquals("next", body("/thread/"));
  }

  private static boolean nothingLeaks(String name) {
    System.gc();
    AppStatus app = culvert.app(name);
    return app.retired().isEmpty();
  }

  /** Keeps the texts of log entries. */
  private static final class Kept extends Handler {
    private final Queue<String> lines;

    Kept(Queue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(new PatternFormatter("%s").format(ExtLogRecord.wrap(entry)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
