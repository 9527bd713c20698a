package io.culvert.bench;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import io.culvert.bench.report.Machine;
import io.culvert.bench.report.StartReport;
import io.culvert.bench.report.Versions;
import io.culvert.bench.start.Start;
import io.culvert.bench.start.StartUp;
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

/** Measures how long servers take to start, and writes a page about it. */
final class Starts {
  private final Options options;
  private final Progress progress;

  Starts(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  void run() throws BenchException, IOException, InterruptedException {
    Map<String, String> facts = new LinkedHashMap<>(new Machine(Path.of("/")).facts());
    List<Start> starts = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      for (String server : options.servers()) {
        try (WorkFolder folder = WorkFolder.create();
            Children children = new Children(folder.path())) {
          Runtime.getRuntime().addShutdownHook(new Thread(children::close, "end"));
          facts.putAll(new Versions(children).ofTools());
          starts.addAll(
              new StartUp(folder.path(), children, progress::line).of(server, options.culvert()));
        }
      }
    }
    String now = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    StartReport report = new StartReport(now, options.rounds(), facts);
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(report.table(starts));
    Path page = options.report().toAbsolutePath();
    Files.createDirectories(page.getParent());
    Files.writeString(page, report.page(starts));
    progress.line("written to " + options.report());
  }
}
