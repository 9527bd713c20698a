package io.culvert.bench.start;

import io.culvert.bench.measure.ProcStat;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Child;
import io.culvert.bench.process.Children;
import io.culvert.bench.server.Allowance;
import io.culvert.bench.server.Catalog;
import io.culvert.bench.server.Peer;
import io.culvert.bench.server.Scene;
import io.culvert.bench.server.TestBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts servers with a large application, for the first time and once more. */
public final class StartUp {
  /** The ids of those that are started. */
  public static final List<String> SERVERS = List.of(Catalog.CULVERT, "tomcat");

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final int PAGE = 117;

  private final Path folder;
  private final Children children;
  private final Consumer<String> progress;
  private final ProcStat processes = new ProcStat(Path.of("/proc"));

  /** Starts processes among {@code children}; files go to {@code folder}, which must be empty. */
  public StartUp(Path folder, Children children, Consumer<String> progress) {
    this.folder = folder;
    this.children = children;
    this.progress = progress;
  }

  /**
   * Starts a server twice with the same folders.
   *
   * @param culvert the launcher, which may be the server
   * @throws BenchException when there is no right answer within two minutes
   */
  public List<Start> of(String server, Path culvert)
      throws BenchException, IOException, InterruptedException {
    Path war = folder.resolve("big.war");
    BigWar.writeTo(war);
    Catalog catalog = new Catalog(folder, culvert, 1, Scene.HELLO, Allowance.DEFAULT).serving(war);
    Peer peer = catalog.peers(List.of(server), children).getFirst();
    int port = TestBed.freePorts(1).getFirst();
    new TestBed(folder, children, Scene.HELLO).startNginx(Map.of(peer, port));
    URI page = URI.create("http://127.0.0.1:" + port + "/page" + PAGE + ".jsp");
    List<Start> starts = new ArrayList<>();
    for (boolean cached : List.of(false, true)) {
      Start start = start(peer, page, cached);
      progress.accept(
          "%s, %s: %d ms, %d ms of CPU"
              .formatted(
                  server,
                  cached ? "again" : "first",
                  start.wall().toMillis(),
                  start.cpu().toMillis()));
      starts.add(start);
    }
    return starts;
  }

  private Start start(Peer peer, URI page, boolean cached)
      throws BenchException, InterruptedException, IOException {
    long begun = System.nanoTime();
    Child child = children.start(peer.id() + (cached ? "-again" : ""), peer.command());
    awaitAnswer(child, page, begun);
    Duration wall = Duration.ofNanos(System.nanoTime() - begun);
    Duration cpu = processes.cpuTime(child.pids());
    child.end();
    return new Start(peer.title(), cached, wall, cpu);
  }

  private static void awaitAnswer(Child child, URI page, long begun)
      throws BenchException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (System.nanoTime() - begun < LIMIT.toNanos()) {
        child.mustLive();
        if (isRight(client, request)) {
          return;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
    throw new BenchException("no right answer within " + LIMIT.toSeconds() + " s");
  }

  private static boolean isRight(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.body().strip().equals(BigWar.answer(PAGE));
    } catch (IOException _) {
      return false;
    }
  }
}
