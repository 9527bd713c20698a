package io.culvert.bench.server;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Child;
import io.culvert.bench.process.Children;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Starts the servers under test and nginx in front of them, and sees that they answer alike. */
public final class TestBed {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String ERROR_LOG = "nginx-error.log";
  private static final int ERRORS_SHOWN = 5;
  private static final int OK = 200;

  private final Path directory;
  private final Children children;
  private final Scene scene;

  /** Starts processes among {@code children}, who end them; files go to {@code directory}. */
  public TestBed(Path directory, Children children, Scene scene) {
    this.directory = directory;
    this.children = children;
    this.scene = scene;
  }

  /**
   * Starts everything and returns when every server has answered as the first one does, or cannot
   * be measured.
   *
   * @param unfit is told which ones cannot, and why: they do not start, do not answer, or answer
   *     otherwise
   * @throws BenchException when that is so of all
   */
  public List<Lane> open(List<Peer> peers, BiConsumer<Peer, String> unfit)
      throws BenchException, IOException, InterruptedException {
    List<Integer> free = freePorts(peers.size());
    Map<Peer, Integer> ports = new LinkedHashMap<>();
    List<Lane> lanes = new ArrayList<>();
    for (Peer peer : peers) {
      int port = free.get(ports.size());
      ports.put(peer, port);
      URI target = URI.create("http://127.0.0.1:" + port + scene.path());
      Path script = directory.resolve(peer.id() + ".lua");
      lanes.add(new Lane(peer, children.start(peer.id(), peer.command()), target, script));
    }
    return fit(lanes, startNginx(ports), unfit);
  }

  /** The last lines of nginx's error log: why it answered other than the server did, if it did. */
  public static List<String> nginxErrors(Path directory) throws IOException {
    Path log = directory.resolve(ERROR_LOG);
    if (Files.notExists(log)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - ERRORS_SHOWN), lines.size());
  }

  /** Starts nginx, which passes requests on from a port to each server. */
  public Child startNginx(Map<Peer, Integer> ports) throws BenchException, IOException {
    Path config = directory.resolve("nginx.conf");
    String user = System.getProperty("user.name");
    NginxConfig text = new NginxConfig(directory, user, scene.kept());
    Files.writeString(config, text.text(ports));
    return children.start(
        "nginx",
        List.of(
            "nginx",
            "-p",
            directory.toString(),
            "-c",
            config.toString(),
            "-e",
            directory.resolve(ERROR_LOG).toString()));
  }

  /** Those that answer, and as the first of them does. */
  private List<Lane> fit(List<Lane> lanes, Child nginx, BiConsumer<Peer, String> unfit)
      throws BenchException, IOException, InterruptedException {
    Map<Lane, Answer> answers = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (Lane lane : lanes) {
        try {
          answers.put(lane, expected(answers, lane, firstAnswer(client, lane, nginx)));
          WrkScript.of(scene, Visitor.cookies(lane.target(), scene.sessions()))
              .writeTo(lane.script());
        } catch (BenchException e) {
          answers.remove(lane);
          problems.add(String.valueOf(e.getMessage()));
          unfit.accept(lane.peer(), problems.getLast());
        }
      }
    }
    if (answers.isEmpty()) {
      throw new BenchException(String.join("\n", problems));
    }
    return List.copyOf(answers.keySet());
  }

  /** The answer, if it is the same as those of others. */
  private static Answer expected(Map<Lane, Answer> others, Lane lane, Answer answer)
      throws BenchException {
    for (Map.Entry<Lane, Answer> other : others.entrySet()) {
      other.getValue().mustEqual(other.getKey().peer().id(), answer, lane.peer().id());
    }
    return answer;
  }

  private static Answer firstAnswer(HttpClient client, Lane lane, Child nginx)
      throws BenchException, InterruptedException {
    String last = "nothing";
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      nginx.mustLive();
      lane.process().mustLive();
      try {
        Answer answer = Answer.fetch(client, lane.target());
        if (answer.status() == OK) {
          return answer;
        }
        last = answer.toString();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new BenchException(
        "%s did not answer 200 within %d s; the last was %s"
            .formatted(lane.peer().id(), START_LIMIT.toSeconds(), last));
  }

  /** Free loopback ports; held all at once while they are looked for, so that none comes twice. */
  public static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        probes.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return probes.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket probe : probes) {
        probe.close();
      }
    }
  }
}
