package io.culvert.bench.report;

import io.culvert.bench.measure.Plan;
import io.culvert.bench.measure.Results;
import io.culvert.bench.measure.Sample;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A run as a Markdown page.
 *
 * @param date when it was measured, for the reader
 * @param plan what was measured
 * @param titles what each server is called, by id
 * @param reference id of the server that all are compared with; it may be missing from the plan
 * @param facts machine and versions, by title
 */
public record Report(
    String date,
    Plan plan,
    Map<String, String> titles,
    String reference,
    Map<String, String> facts) {
  /** The tables, and what went wrong. */
  public String tables(Results results) {
    return plan.connections().stream()
            .map(number -> section(results, number))
            .collect(Collectors.joining("\n"))
        + "\n"
        + failures(results);
  }

  /** The tables under a title of their own. */
  public String section(String title, Results results) {
    return "# " + title + "\n\n" + tables(results);
  }

  /** The page of what was measured in one way only. */
  public String page(Results results) {
    return page(tables(results));
  }

  /** The page around tables. */
  public String page(String tables) {
    Table ground = new Table("machine and versions", "");
    facts.forEach(ground::row);
    return head() + "\n" + tables + "\n" + ground.text();
  }

  private String head() {
    String name = title(reference);
    return """
          # Culvert beside its peers

          Written by `bin/bench` on %s. One hello page, the same bytes from every server, behind the same
          nginx (one worker, Unix sockets, keep-alive on both sides, where no title says otherwise),
          loaded by wrk with one thread. Per
          number of connections %d round(s) of %d s: in each round every server has its turn, so that what
          else the machine does meets all alike; figures are medians over the rounds. CPU is the server's
          own processor time, user and system, divided by the requests answered; nginx and wrk share the
          machine but do not count in it. Tomcat and Jetty run in JVMs with default options, Culvert as its
          own launcher starts it. A ratio above 1 means: faster than %s, or more CPU than %s.
          """
        .formatted(date, plan.rounds(), plan.window().toSeconds(), name, name);
  }

  private String section(Results results, int connections) {
    Table table =
        new Table(
            "server",
            "requests/s",
            "rounds",
            "p99 ms",
            "CPU µs/request",
            "RSS MiB",
            "requests/s ratio",
            "CPU ratio");
    for (String server : plan.servers()) {
      table.row(
          results.has(server, connections)
              ? row(results, server, connections)
              : new String[] {title(server), "failed", "–", "–", "–", "–", "–", "–"});
    }
    return "## "
        + connections
        + (connections == 1 ? " connection\n\n" : " connections\n\n")
        + table.text();
  }

  private String[] row(Results results, String server, int connections) {
    Sample sample = results.median(server, connections);
    DoubleSummaryStatistics spread = results.spread(server, connections);
    return new String[] {
      title(server),
      number("%,.0f", sample.requestsPerSecond()),
      number("%,.0f", spread.getMin()) + "–" + number("%,.0f", spread.getMax()),
      number("%,.2f", sample.p99Micros() / 1000),
      number("%,.1f", sample.cpuMicros()),
      number("%,.0f", sample.residentBytes() / (1024 * 1024)),
      ratio(results, server, connections, Sample::requestsPerSecond),
      ratio(results, server, connections, Sample::cpuMicros)
    };
  }

  private String ratio(
      Results results, String server, int connections, ToDoubleFunction<Sample> figure) {
    if (!results.has(reference, connections)) {
      return "–";
    }
    double value = figure.applyAsDouble(results.median(server, connections));
    double base = figure.applyAsDouble(results.median(reference, connections));
    return number("%.2f", value / base);
  }

  private String failures(Results results) {
    if (results.failures().isEmpty()) {
      return "Every request of every turn was answered with 200, without a socket error.\n";
    }
    return results.failures().stream()
        .map(
            failure ->
                "- %s at %d: %s\n"
                    .formatted(
                        title(failure.server()), failure.connections(), failure.spoilt().reason()))
        .collect(
            Collectors.joining(
                "", "Turns that do not count, because requests failed in them:\n\n", ""));
  }

  private String title(String server) {
    return titles.getOrDefault(server, server);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
