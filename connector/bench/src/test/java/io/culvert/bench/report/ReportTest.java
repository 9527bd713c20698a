package io.culvert.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.bench.measure.Plan;
import io.culvert.bench.measure.Results;
import io.culvert.bench.measure.Sample;
import io.culvert.bench.measure.Spoilt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final int MIB = 1024 * 1024;
  private final Results results = new Results();

  @BeforeEach
  void measured() {
    results.add("ours", 32, new Sample(40_000, 1_250, 10, 100 * MIB));
    results.add("theirs", 32, new Sample(30_000, 2_500, 25, 200 * MIB));
  }

  @Test
  void aTableShowsMediansSpreadAndRatios() {
    assertEquals(
        """
        ## 32 connections

        | server | requests/s |        rounds | p99 ms | CPU µs/request | RSS MiB | requests/s ratio | CPU ratio |
        |--------|-----------:|--------------:|-------:|---------------:|--------:|-----------------:|----------:|
        | Ours   |     40,000 | 40,000–40,000 |   1.25 |           10.0 |     100 |             1.00 |      1.00 |
        | Theirs |     30,000 | 30,000–30,000 |   2.50 |           25.0 |     200 |             0.75 |      2.50 |

        Every request of every turn was answered with 200, without a socket error.
        """,
        report("ours", "theirs").tables(results));
  }

  @Test
  void withoutTheReferenceThereAreNoRatios() {
    Results alone = new Results();
    alone.add("theirs", 32, new Sample(30_000, 2_500, 25, 200 * MIB));
    String row = report("theirs").tables(alone).lines().toList().get(4);
    assertTrue(row.matches("\\| Theirs .* – \\| +– \\|"), row);
  }

  @Test
  void aServerThatFailedHasItsRowAndItsReason() {
    Results failed = new Results();
    failed.add("ours", 32, new Sample(40_000, 1_250, 10, 100 * MIB));
    failed.add("theirs", 32, new Spoilt("7 answers, failed: status=9"));
    String tables = report("ours", "theirs").tables(failed);
    assertTrue(tables.contains("| Theirs |     failed |"), tables);
    assertTrue(tables.endsWith("\n- Theirs at 32: 7 answers, failed: status=9\n"), tables);
  }

  @Test
  void thePageTellsWhatItWasMeasuredOn() {
    String page = report("ours", "theirs").page(results);
    assertTrue(page.contains("on 2026-01-02. "), page);
    assertTrue(page.contains("3 round(s) of 8 s"), page);
    assertTrue(page.contains("| CPU"), page);
    assertTrue(page.contains("abacus |"), page);
  }

  private static Report report(String... servers) {
    Plan plan = new Plan(List.of(servers), List.of(32), 3, Duration.ofSeconds(8));
    Map<String, String> titles = Map.of("ours", "Ours", "theirs", "Theirs");
    return new Report("2026-01-02", plan, titles, "ours", Map.of("CPU", "abacus"));
  }
}
