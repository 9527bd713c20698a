package io.culvert.bench.flood;

import io.culvert.bench.flood.Outcome.Visits;
import io.culvert.bench.measure.Heap;
import io.culvert.bench.measure.Load;
import io.culvert.bench.measure.Window;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Child;
import io.culvert.bench.process.Children;
import io.culvert.bench.server.Catalog;
import io.culvert.bench.server.Lane;
import io.culvert.bench.server.Peer;
import io.culvert.bench.server.TestBed;
import io.culvert.bench.server.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Floods a server with requests without cookies while regular users come and go. */
public final class Flood {
  /** The ids of those that are flooded. */
  public static final List<String> SERVERS = List.of(Catalog.CULVERT, "tomcat", "undertow");

  private static final int CONNECTIONS = 64;
  private static final int MEMBERS = 200;
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int SILENT_WINDOWS = 3;

  private final Kind kind;
  private final long hits;
  private final Duration window;
  private final Consumer<String> progress;

  /**
   * A flood to come.
   *
   * @param kind what its requests do
   * @param hits how many requests a whole flood has at least, unless that takes too long or the
   *     server does not answer any more
   * @param window how long it is measured between two looks at a page without a session
   * @param progress is told how far it is
   */
  public Flood(Kind kind, long hits, Duration window, Consumer<String> progress) {
    this.kind = kind;
    this.hits = kind.hits(hits);
    this.window = window;
    this.progress = progress;
  }

  /**
   * Floods one server.
   *
   * @param culvert the launcher, which may be the server
   * @throws BenchException when it does not even start
   */
  public Outcome over(String server, Path culvert, Path folder, Children children)
      throws BenchException, IOException, InterruptedException {
    Catalog catalog = new Catalog(folder, culvert, CONNECTIONS, kind.scene(), kind.allowance());
    List<Peer> peers = catalog.peers(List.of(server), children);
    Lane lane = new TestBed(folder, children, kind.scene()).open(peers, (_, _) -> {}).getFirst();
    Heap heap = new Heap(children);
    Course course = new Course(lane, new Window(children));
    course.warmUp();
    String code = codeBehind(lane.target());
    try (Members members = new Members(lane.target())) {
      members.join(MEMBERS);
      long before = heap.usedBytes(lane.process());
      course.run();
      Visits visits = members.visits();
      boolean same = code.equals(codeBehind(lane.target()));
      long after = usedAfterwards(heap, lane.process());
      return course.outcome(visits, same, before, after);
    }
  }

  private static long usedAfterwards(Heap heap, Child server) throws InterruptedException {
    try {
      return heap.usedBytes(server);
    } catch (BenchException _) {
      return -1;
    }
  }

  /** What a page says of its class; empty if it says nothing. */
  private static String codeBehind(URI server) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new Visitor(client).get(server.resolve("/page.jsp"));
    } catch (BenchException | IOException _) {
      return "";
    }
  }

  /** The windows of a flood, each after one of a page without a session. */
  private final class Course {
    private final Lane lane;
    private final URI plain;
    private final Window load;
    private double plainSum;
    private double floodSum;
    private int windows;
    private long good;
    private long failed;
    private int silent;

    Course(Lane lane, Window load) {
      this.lane = lane;
      this.plain = lane.target().resolve("/plain.jsp");
      this.load = load;
    }

    void warmUp() throws BenchException, InterruptedException {
      progress.accept(kind.title() + ": " + lane.peer().id() + " warms up");
      sent(plain);
      sent(plain);
    }

    private Load sent(URI target) throws BenchException, InterruptedException {
      return load.load(target, lane.script(), CONNECTIONS, window);
    }

    void run() throws BenchException, InterruptedException {
      long start = System.nanoTime();
      while (good < hits
          && silent < SILENT_WINDOWS
          && System.nanoTime() - start < LONGEST.toNanos()) {
        if (kind.isCompared()) {
          plainSum += sent(plain).requestsPerSecond();
        }
        Load flood = sent(lane.target());
        floodSum += flood.requestsPerSecond();
        windows++;
        failed += flood.failed();
        long answered = Math.max(0, flood.requests() - flood.failed());
        good += answered;
        silent = answered == 0 ? silent + 1 : 0;
        progress.accept("%,d of %,d hits, %,d failed".formatted(good, hits, failed));
      }
    }

    Outcome outcome(Visits visits, boolean sameCode, long heapBefore, long heapAfter) {
      return new Outcome(
          lane.peer().title(),
          good,
          failed,
          floodSum / windows,
          plainSum / windows,
          visits,
          sameCode,
          heapBefore,
          heapAfter);
    }
  }
}
