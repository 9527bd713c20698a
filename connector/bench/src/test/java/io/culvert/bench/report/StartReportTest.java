package io.culvert.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.bench.start.Start;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartReportTest {
  @Test
  void aTableShowsMediansBesideTheFirstServers() {
    List<Start> starts =
        List.of(
            start("Ours", false, 900, 1000),
            start("Ours", false, 1000, 1200),
            start("Ours", false, 5000, 1100),
            start("Ours", true, 500, 600),
            start("Theirs", false, 2000, 3000),
            start("Theirs", true, 1500, 2000));
    assertEquals(
        """
        | server | start | ms to the first answer | ms of CPU | ratio |
        |--------|------:|-----------------------:|----------:|------:|
        | Ours   | first |                  1,000 |     1,100 |  1.00 |
        | Theirs | first |                  2,000 |     3,000 |  2.00 |
        | Ours   | again |                    500 |       600 |  1.00 |
        | Theirs | again |                  1,500 |     2,000 |  3.00 |
        """,
        new StartReport("now", 3, Map.of()).table(starts));
  }

  private static Start start(String server, boolean cached, long wall, long cpu) {
    return new Start(server, cached, Duration.ofMillis(wall), Duration.ofMillis(cpu));
  }
}
