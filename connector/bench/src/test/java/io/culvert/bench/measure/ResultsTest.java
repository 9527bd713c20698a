package io.culvert.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();

  @Test
  void everyFigureHasItsOwnMedian() {
    results.add("a", 1, new Sample(100, 9, 1, 50));
    results.add("a", 1, new Sample(300, 8, 3, 40));
    results.add("a", 1, new Sample(200, 7, 2, 60));
    assertEquals(new Sample(200, 8, 2, 50), results.median("a", 1));
  }

  @Test
  void ofAnEvenNumberTheTwoInTheMiddleAreAveraged() {
    results.add("a", 1, new Sample(100, 1, 1, 10));
    results.add("a", 1, new Sample(200, 2, 2, 30));
    assertEquals(new Sample(150, 1.5, 1.5, 20), results.median("a", 1));
  }

  @Test
  void serversAndConnectionsAreKeptApart() {
    results.add("a", 1, new Sample(100, 1, 1, 1));
    results.add("a", 32, new Sample(200, 2, 2, 2));
    results.add("b", 1, new Sample(300, 3, 3, 3));
    assertEquals(100, results.median("a", 1).requestsPerSecond());
    assertEquals(300, results.spread("b", 1).getMin());
  }

  @Test
  void theSpreadIsFromTheSlowestToTheFastestRound() {
    results.add("a", 1, new Sample(300, 1, 1, 1));
    results.add("a", 1, new Sample(100, 1, 1, 1));
    assertEquals(100, results.spread("a", 1).getMin());
    assertEquals(300, results.spread("a", 1).getMax());
  }

  @Test
  void aSpoiltTurnDoesNotCountButIsRemembered() {
    results.add("a", 1, new Sample(100, 1, 1, 1));
    results.add("a", 1, new Spoilt("lost some"));
    results.add("a", 32, new Spoilt("lost all"));
    assertEquals(100, results.median("a", 1).requestsPerSecond());
    assertTrue(results.has("a", 1));
    assertFalse(results.has("a", 32));
    assertEquals(
        List.of(
            new Results.Failure("a", 1, new Spoilt("lost some")),
            new Results.Failure("a", 32, new Spoilt("lost all"))),
        results.failures());
  }

  @Test
  void whatWasNotMeasuredHasNoMedian() {
    assertThrows(IllegalArgumentException.class, () -> results.median("a", 1));
  }
}
