package io.culvert.bench;

import io.culvert.bench.micro.MicroRun;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.report.Machine;
import io.culvert.bench.report.MicroReport;
import io.culvert.bench.report.MicroReport.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures parts of one request and writes a page about them. */
final class Micro {
  private final Options options;
  private final Progress progress;

  Micro(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  void run() throws BenchException, IOException {
    Map<String, String> facts = new LinkedHashMap<>(new Machine(Path.of("/")).facts());
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    progress.line("measuring parts of one request, which takes a few minutes");
    List<Row> rows = rows();
    String now = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    MicroReport report = new MicroReport(now, facts);
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(report.table(rows));
    Path page = options.report().toAbsolutePath();
    Files.createDirectories(page.getParent());
    Files.writeString(page, report.page(rows));
    progress.line("written to " + options.report());
  }

  private List<Row> rows() throws BenchException {
    try {
      return new MicroRun(options.microSeconds()).measure();
    } catch (RunnerException e) {
      throw new BenchException("JMH: " + e.getMessage());
    }
  }
}
