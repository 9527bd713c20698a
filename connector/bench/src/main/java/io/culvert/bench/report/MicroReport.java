package io.culvert.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The micro benchmarks as a Markdown page.
 *
 * @param date when it was measured, for the reader
 * @param facts machine and versions, by title
 */
public record MicroReport(String date, Map<String, String> facts) {
  /**
   * One benchmark's figures.
   *
   * @param name of the method that was measured
   * @param nanos time of one call
   * @param error half of the 99.9 % confidence interval of {@code nanos}
   * @param bytes memory allocated by one call
   */
  public record Row(String name, double nanos, double error, double bytes) {}

  /** The figures alone. */
  public String table(List<Row> rows) {
    Table table = new Table("what", "ns", "±", "bytes allocated");
    for (Row row : rows) {
      table.row(
          row.name(),
          number("%,.0f", row.nanos()),
          number("%,.0f", row.error()),
          number("%,.0f", row.bytes()));
    }
    return table.text();
  }

  /** The page. */
  public String page(List<Row> rows) {
    Table ground = new Table("machine and versions", "");
    facts.forEach(ground::row);
    return """
          # Parts of one request

          Written by `bin/bench --micro` on %s. JMH, one thread, averages; allocation from its gc profiler. The
          request is what nginx makes of a browser's GET: 26 parameters, of which 9 are header fields. The
          kernel is left out: bytes come from memory and go nowhere.

          - `readRecords`: the request's four records become values
          - `decodePairs`: the content of `PARAMS` becomes an index of pairs, which the request keeps
          - `writeResponse`: a small response's three records
          - `parse`: pairs become validated HTTP
          - `throughConnection`: from the bytes of a read to those of the write, answered by a constant
          - `throughExchange`: the same with `parse`, Undertow's exchange, and an empty response
          - `throughServlet`: the same with a servlet that answers 14 bytes
          - `newSessionId`, `signSession`, `verifySession`: the id of a session, and the proof by which it is known
            that is stored nowhere

          %s
          %s"""
        .formatted(date, table(rows), ground.text());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
