package io.culvert.bench.report;

import io.culvert.bench.flood.Kind;
import io.culvert.bench.flood.Outcome;
import java.util.List;
import java.util.Locale;

/** Floods as a part of a Markdown page. */
public final class FloodReport {
  /** What the tables are about. */
  public static final String INTRODUCTION =
      """
      # Floods

      Requests without a cookie over 64 connections, while users with a session each come back every 2 to 5
      seconds and look whether they are known. They have logged in where Spring Security would have written it
      down, which is one of the ways Culvert knows. A window of the flood follows one of a page without a
      session, in turn, so that both meet the same machine. A user is lost who was nobody at least once. The
      code is the same if a page is served by the same class afterwards. The heap is what a full collection
      leaves of it, “–” from a server that did not react any more. One that gives no good answer in three windows
      is flooded no longer.
      """;

  private static final long MIB = 1024 * 1024;

  private FloodReport() {}

  /** The part about one kind of flood. */
  public static String section(Kind kind, List<Outcome> outcomes) {
    return "# " + kind.title() + "\n\n" + (kind.isCompared() ? course(outcomes) : sizes(outcomes));
  }

  private static String sizes(List<Outcome> outcomes) {
    Table table =
        new Table("server", "sessions", "heap MiB before", "after", "bytes/session", "users lost");
    for (Outcome outcome : outcomes) {
      table.row(
          outcome.server(),
          number("%,d", outcome.hits()),
          number("%,d", outcome.heapBefore() / MIB),
          heapAfter(outcome),
          bytesPerHit(outcome),
          number("%,d", outcome.visits().lost()));
    }
    return table.text();
  }

  private static String course(List<Outcome> outcomes) {
    Table table =
        new Table(
            "server",
            "hits",
            "failed",
            "hits/s",
            "of a page without session",
            "users",
            "clicks",
            "failed clicks",
            "users lost",
            "same code",
            "heap MiB before",
            "after",
            "bytes/hit");
    outcomes.forEach(outcome -> table.row(row(outcome)));
    return table.text();
  }

  private static String[] row(Outcome outcome) {
    return new String[] {
      outcome.server(),
      number("%,d", outcome.hits()),
      number("%,d", outcome.failed()),
      number("%,.0f", outcome.hitsPerSecond()),
      number("%.2f", outcome.hitsPerSecond() / outcome.plainPerSecond()),
      number("%,d", outcome.visits().members()),
      number("%,d", outcome.visits().clicks()),
      number("%,d", outcome.visits().failed()),
      number("%,d", outcome.visits().lost()),
      outcome.sameCode() ? "yes" : "no",
      number("%,d", outcome.heapBefore() / MIB),
      heapAfter(outcome),
      bytesPerHit(outcome)
    };
  }

  private static String heapAfter(Outcome outcome) {
    return outcome.heapAfter() < 0 ? "–" : number("%,d", outcome.heapAfter() / MIB);
  }

  private static String bytesPerHit(Outcome outcome) {
    return outcome.heapAfter() < 0 || outcome.hits() == 0
        ? "–"
        : number("%,d", (outcome.heapAfter() - outcome.heapBefore()) / outcome.hits());
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
