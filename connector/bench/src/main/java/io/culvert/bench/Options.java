package io.culvert.bench;

import io.culvert.bench.measure.Plan;
import io.culvert.bench.server.Catalog;
import io.culvert.bench.server.Scene;
import io.culvert.bench.start.StartUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line, as picocli fills it in; afterwards only read. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures Culvert beside its peers, behind the same nginx.")
final class Options implements Callable<Integer> {
  private static final int SECONDS = 8;
  private static final int QUICK_SECONDS = 2;
  private static final int ROUNDS = 3;
  private static final int FEW_ROUNDS = 2;
  private static final List<String> TRANSPORTS_OF = List.of(Catalog.CULVERT, "libfcgi");
  private static final int CONNECTIONS_FOR_TRANSPORTS = 32;
  private static final int CONNECTIONS_FOR_BODIES = 8;
  private static final int CONNECTIONS_FOR_SESSIONS = 32;
  private static final List<Integer> BODIES = List.of(1024, 64 * 1024, 1024 * 1024);

  /** What to do with options that were understood. */
  @FunctionalInterface
  interface Action {
    int run(Options options) throws IOException, InterruptedException;
  }

  private final Action action;

  @Option(names = "--quick", description = "windows of " + QUICK_SECONDS + " s, for a first look")
  private boolean quick;

  @Option(
      names = "--full",
      description = "TCP, connections that are not kept, and bodies, too; some 25 minutes")
  private boolean full;

  @Option(
      names = "--micro",
      description = "parts of one request by themselves, with JMH, to docs/benchmarks/micro.md")
  private boolean micro;

  @Option(
      names = "--sessions",
      description =
          "sessions made, read and written, and a flood of requests without cookies beside"
              + " regular users, to docs/benchmarks/sessions.md; some 11 minutes")
  private boolean sessions;

  @Option(
      names = "--start",
      description = "how long starting with a large application takes, to docs/benchmarks/start.md")
  private boolean start;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "of all that --full measures only what has this in its title")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--hits",
      paramLabel = "N",
      description =
          "how many requests make the floods of --sessions (1000000); the one of a small heap has a"
              + " quarter of them")
  private int hits = 1_000_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "length of a window (" + SECONDS + ", with --sessions " + QUICK_SECONDS + ")")
  private Optional<Integer> seconds = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how many rounds (" + ROUNDS + ", with --sessions " + FEW_ROUNDS + ")")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--servers",
      split = ",",
      paramLabel = "ID",
      description =
          "which ones, of culvert,libfcgi,tomcat,jetty, with --sessions of"
              + " culvert,culvert-disk,culvert-redis,tomcat,tomcat-redis,undertow (all)")
  private List<String> servers = List.of();

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "N",
      description = "numbers of connections (1,32,128)")
  private List<Integer> connections = List.of(1, 32, 128);

  @Option(
      names = "--culvert",
      paramLabel = "FILE",
      description = "the launcher to measure (container/target/culvert/bin/culvert)")
  private Path culvert = Path.of("container", "target", "culvert", "bin", "culvert");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "where the page goes (docs/benchmarks/latest.md, sessions.md, start.md or micro.md)")
  private Optional<Path> report = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  Options(Action action) {
    this.action = action;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return action.run(this);
  }

  /** What to measure; contradictions are the user's error, told with the usage. */
  List<Stage> stages() {
    try {
      List<Stage> stages = new ArrayList<>();
      if (sessions) {
        addSessions(stages);
        return List.copyOf(stages);
      }
      stages.add(new Stage(Scene.HELLO, plan(servers(), connections)));
      if (full || only.isPresent()) {
        addTransports(stages);
        addBodies(stages);
      }
      return chosen(stages);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<Stage> chosen(List<Stage> stages) {
    List<Stage> chosen =
        stages.stream().filter(stage -> stage.scene().title().contains(only.orElse(""))).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no title contains '%s'; there are: %s"
              .formatted(
                  only.orElse(""),
                  String.join("; ", stages.stream().map(stage -> stage.scene().title()).toList())));
    }
    return chosen;
  }

  /** Of those that mean the same by it: FastCGI on both, TCP as well. */
  private void addTransports(List<Stage> stages) {
    List<String> some = servers().stream().filter(TRANSPORTS_OF::contains).toList();
    if (some.isEmpty()) {
      return;
    }
    Plan plan = plan(some, List.of(CONNECTIONS_FOR_TRANSPORTS));
    stages.add(new Stage(Scene.hello(false, false), plan));
    stages.add(new Stage(Scene.hello(true, true), plan));
    stages.add(new Stage(Scene.hello(true, false), plan));
  }

  private void addBodies(List<Stage> stages) {
    Plan plan = plan(servers(), List.of(CONNECTIONS_FOR_BODIES));
    for (int bytes : BODIES) {
      stages.add(new Stage(Scene.download(bytes), plan));
    }
    for (int bytes : BODIES) {
      stages.add(new Stage(Scene.upload(bytes), plan));
    }
  }

  private void addSessions(List<Stage> stages) {
    Plan plan = plan(servers(), List.of(CONNECTIONS_FOR_SESSIONS));
    stages.add(new Stage(Scene.newSessions(), plan));
    stages.add(new Stage(Scene.readSessions(), plan));
    stages.add(new Stage(Scene.writtenSessions(), plan));
  }

  /** Which servers are measured, by their ids. */
  List<String> servers() {
    if (!servers.isEmpty()) {
      return servers;
    }
    if (start) {
      return StartUp.SERVERS;
    }
    return sessions ? Catalog.STORES : Catalog.IDS;
  }

  /** Whether only starts are wanted. */
  boolean start() {
    return start;
  }

  /** How often everything is measured. */
  int rounds() {
    return rounds.orElse(sessions ? FEW_ROUNDS : ROUNDS);
  }

  /** How many requests make the flood; with 0 there is none. */
  int hits() {
    return sessions ? hits : 0;
  }

  /** How long one window is. */
  Duration window() {
    return Duration.ofSeconds(seconds.orElse(quick || sessions ? QUICK_SECONDS : SECONDS));
  }

  private Plan plan(List<String> servers, List<Integer> connections) {
    return new Plan(servers, connections, rounds(), window());
  }

  Path culvert() {
    return culvert.toAbsolutePath();
  }

  Path report() {
    return report.orElse(Path.of("docs", "benchmarks", page()));
  }

  private String page() {
    if (micro) {
      return "micro.md";
    }
    if (start) {
      return "start.md";
    }
    return sessions ? "sessions.md" : "latest.md";
  }

  /** Whether only the micro benchmarks are wanted. */
  boolean micro() {
    return micro;
  }

  /** How long each of their iterations takes. */
  int microSeconds() {
    return seconds.orElse(1);
  }
}
