package io.culvert.bench.report;

import io.culvert.bench.start.Start;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts as a Markdown page.
 *
 * @param date when they were measured, for the reader
 * @param rounds how often
 * @param facts machine and versions, by title
 */
public record StartReport(String date, int rounds, Map<String, String> facts) {
  /** The medians; the last column compares with the first server's start of the same sort. */
  public String table(List<Start> starts) {
    Table table = new Table("server", "start", "ms to the first answer", "ms of CPU", "ratio");
    for (boolean cached : List.of(false, true)) {
      List<String> servers = starts.stream().map(Start::server).distinct().toList();
      double base = median(starts, servers.getFirst(), cached, Start::wall);
      for (String server : servers) {
        double wall = median(starts, server, cached, Start::wall);
        table.row(
            server,
            cached ? "again" : "first",
            number("%,.0f", wall),
            number("%,.0f", median(starts, server, cached, Start::cpu)),
            number("%.2f", wall / base));
      }
    }
    return table.text();
  }

  /** The page. */
  public String page(List<Start> starts) {
    Table ground = new Table("machine and versions", "");
    facts.forEach(ground::row);
    return """
          # Starting with a large application

          Written by `bin/bench --start` on %s. A WAR with 200 pages and 80 libraries of 100 classes each; from the
          start of the process to the first right answer of one page through nginx, and the processor time that the
          process had used by then. First with empty folders, then once more with what the first start has left there.
          Medians of %d round(s). Java has remembered Culvert's classes before, as it has after the first server of an
          installation. Tomcat is embedded, without the applications and tools of its distribution.

          %s
          %s"""
        .formatted(date, rounds, table(starts), ground.text());
  }

  private static double median(
      List<Start> starts, String server, boolean cached, Function<Start, Duration> figure) {
    double[] sorted =
        starts.stream()
            .filter(start -> start.server().equals(server) && start.cached() == cached)
            .mapToDouble(start -> figure.apply(start).toNanos() / 1e6)
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
