package io.culvert.bench;

import io.culvert.bench.flood.Flood;
import io.culvert.bench.flood.Kind;
import io.culvert.bench.flood.Outcome;
import io.culvert.bench.measure.Plan;
import io.culvert.bench.measure.Results;
import io.culvert.bench.measure.Spoilt;
import io.culvert.bench.measure.Window;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import io.culvert.bench.report.FloodReport;
import io.culvert.bench.report.Machine;
import io.culvert.bench.report.Report;
import io.culvert.bench.report.Versions;
import io.culvert.bench.server.Allowance;
import io.culvert.bench.server.Catalog;
import io.culvert.bench.server.Lane;
import io.culvert.bench.server.Peer;
import io.culvert.bench.server.TestBed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine;

/** Measures Culvert beside its peers: {@code bin/bench} starts this. */
public final class Bench {
  private final Options options;
  private final Progress progress;

  private Bench(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Ends with 0 when everything was measured, 1 when not, 2 when the options make no sense. */
  public static void main(String[] args) {
    Options options = new Options(Bench::run);
    System.exit(new CommandLine(options).execute(args));
  }

  private static int run(Options options) throws IOException, InterruptedException {
    Progress progress = new Progress(System.err);
    try {
      if (options.micro()) {
        new Micro(options, progress).run();
        return CommandLine.ExitCode.OK;
      }
      if (options.start()) {
        new Starts(options, progress).run();
        return CommandLine.ExitCode.OK;
      }
      new Bench(options, progress).run();
      return CommandLine.ExitCode.OK;
    } catch (BenchException e) {
      progress.line(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void run() throws BenchException, IOException, InterruptedException {
    Map<String, String> facts = new LinkedHashMap<>(new Machine(Path.of("/")).facts());
    List<Stage> stages = options.stages();
    StringJoiner sections = new StringJoiner("\n");
    Optional<Report> whole = Optional.empty();
    boolean good = true;
    for (Stage stage : stages) {
      progress.line(stage.scene().title());
      Measured measured = measured(stage, facts);
      sections.add(
          stages.size() == 1
              ? measured.report().tables(measured.results())
              : measured.report().section(stage.scene().title(), measured.results()));
      whole = Optional.of(whole.orElse(measured.report()));
      good &= measured.isGoodFor(Catalog.CULVERT);
    }
    if (options.hits() > 0) {
      good &= addFloods(sections);
    }
    tell(sections.toString(), whole.orElseThrow().page(sections.toString()));
    if (!good) {
      throw new BenchException("Culvert did not answer every request well, see above");
    }
  }

  /** Returns whether Culvert stood them all. */
  private boolean addFloods(StringJoiner sections)
      throws BenchException, IOException, InterruptedException {
    boolean good = true;
    sections.add(FloodReport.INTRODUCTION);
    List<String> servers = options.servers().stream().filter(Flood.SERVERS::contains).toList();
    for (Kind kind : Kind.values()) {
      Flood flood = new Flood(kind, options.hits(), options.window(), progress::line);
      List<Outcome> outcomes = new ArrayList<>();
      StringJoiner failures = new StringJoiner("");
      for (String server : servers) {
        try {
          outcomes.add(
              inAFolder(
                  (folder, children) ->
                      flood.over(server, options.culvert(), folder.path(), children)));
        } catch (BenchException e) {
          // the others are still of interest
          good &= !server.equals(Catalog.CULVERT);
          failures.add("\n- %s was given up: %s\n".formatted(server, e.getMessage()));
        }
      }
      String section = FloodReport.section(kind, outcomes) + failures;
      section.lines().forEach(progress::line);
      sections.add(section);
    }
    return good;
  }

  /** What came of a stage. */
  private record Measured(Report report, Results results) {
    boolean isGoodFor(String server) {
      return results.failures().stream().noneMatch(f -> f.server().equals(server));
    }
  }

  private Measured measured(Stage stage, Map<String, String> facts)
      throws BenchException, IOException, InterruptedException {
    return inAFolder((folder, children) -> measured(stage, facts, folder, children));
  }

  /** What is done with processes and files of its own. */
  @FunctionalInterface
  private interface Work<T> {
    T with(WorkFolder folder, Children children)
        throws BenchException, IOException, InterruptedException;
  }

  private <T> T inAFolder(Work<T> work) throws BenchException, IOException, InterruptedException {
    try (WorkFolder folder = WorkFolder.create();
        Children children = new Children(folder.path())) {
      // for an interrupted run; after any other there is nothing left for it to do
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(children, folder), "end"));
      try {
        return work.with(folder, children);
      } catch (BenchException e) {
        if (!children.closed()) {
          TestBed.nginxErrors(folder.path()).forEach(progress::line);
        }
        throw e;
      }
    }
  }

  private Measured measured(
      Stage stage, Map<String, String> facts, WorkFolder folder, Children children)
      throws BenchException, IOException, InterruptedException {
    Plan plan = stage.plan();
    Versions versions = new Versions(children);
    facts.putAll(versions.ofTools());
    Catalog catalog =
        new Catalog(
            folder.path(),
            options.culvert(),
            plan.mostConnections(),
            stage.scene(),
            Allowance.DEFAULT);
    List<Peer> peers = catalog.peers(plan.servers(), children);
    if (plan.servers().contains(Catalog.CULVERT)) {
      facts.put("Culvert", versions.ofCulvert(options.culvert()));
    }
    progress.line("starting nginx and " + String.join(", ", plan.servers()));
    TestBed bed = new TestBed(folder.path(), children, stage.scene());
    Window window = new Window(children);
    Results results = new Results();
    List<Lane> lanes =
        bed.open(
            peers,
            (peer, why) -> {
              progress.line(why);
              plan.connections().forEach(n -> results.add(peer.id(), n, new Spoilt(why)));
            });
    new Yardstick(plan, window, progress).measure(lanes, results);
    return new Measured(new Report(now(), plan, titles(peers), Catalog.CULVERT, facts), results);
  }

  private void tell(String tables, String page) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println();
    out.println(tables);
    Path file = options.report().toAbsolutePath();
    Files.createDirectories(file.getParent());
    Files.writeString(file, page);
    progress.line("written to " + options.report());
  }

  private static Map<String, String> titles(List<Peer> peers) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Peer peer : peers) {
      titles.put(peer.id(), peer.title() + ", " + peer.protocol().title());
    }
    return titles;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static void end(Children children, WorkFolder folder) {
    children.close();
    try {
      folder.close();
    } catch (IOException e) {
      System.err.println("bench: left behind: " + e.getMessage());
    }
  }
}
