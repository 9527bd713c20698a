package io.culvert.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.bench.flood.Kind;
import io.culvert.bench.flood.Outcome;
import io.culvert.bench.flood.Outcome.Visits;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodReportTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void aServerThatDoesNotReactAnyMoreHasNoHeapToShow() {
    Visits visits = new Visits(200, 1000, 30, 7);
    Outcome good = new Outcome("Ours", 1024, 0, 900, 1000, visits, true, 10 * MIB, 11 * MIB);
    Outcome gone = new Outcome("Theirs", 1024, 5, 500, 1000, visits, false, 10 * MIB, -1);
    List<String> lines =
        FloodReport.section(Kind.ASKED, List.of(good, gone))
            .lines()
            .map(FloodReportTest::cells)
            .toList();
    assertEquals("# A page that asks for a session, -Xmx512m", lines.getFirst());
    assertEquals(
        "|Ours|1,024|0|900|0.90|200|1,000|30|7|yes|10|11|1,024|", lines.get(lines.size() - 2));
    assertEquals("|Theirs|1,024|5|500|0.50|200|1,000|30|7|no|10|–|–|", lines.getLast());
  }

  @Test
  void withRoomForAllItIsShownHowLargeSessionsAre() {
    Visits visits = new Visits(200, 1000, 0, 0);
    Outcome full = new Outcome("Ours", 1024, 0, 900, 0, visits, true, 10 * MIB, 11 * MIB);
    String table = FloodReport.section(Kind.KEPT, List.of(full));
    String row = table.lines().map(FloodReportTest::cells).toList().getLast();
    assertEquals("|Ours|1,024|10|11|1,024|0|", row);
  }

  private static String cells(String line) {
    return line.replaceAll(" *\\| *", "|");
  }
}
