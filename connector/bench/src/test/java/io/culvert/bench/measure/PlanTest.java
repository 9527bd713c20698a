package io.culvert.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Duration WINDOW = Duration.ofSeconds(8);

  @Test
  void everyServerHasItsTurnInEveryRoundAtEveryNumberOfConnections() {
    Plan plan = new Plan(List.of("a", "b"), List.of(1, 128, 32), 3, WINDOW);
    assertEquals(18, plan.turns());
    assertEquals(128, plan.mostConnections());
  }

  @Test
  void evenAShortRunWarmsTheJvmsUp() {
    Plan plan = new Plan(List.of("a"), List.of(1), 1, Duration.ofSeconds(1));
    assertEquals(Duration.ofSeconds(8), plan.warmUp());
  }

  @Test
  void aPlanThatMeasuresNothingIsRefused() {
    List<String> servers = List.of("a");
    List<Integer> connections = List.of(1);
    refused(List.of(), connections, 1, WINDOW);
    refused(List.of("a", "a"), connections, 1, WINDOW);
    refused(servers, List.of(), 1, WINDOW);
    refused(servers, List.of(0), 1, WINDOW);
    refused(servers, connections, 0, WINDOW);
    refused(servers, connections, 1, Duration.ofMillis(999));
  }

  private static void refused(
      List<String> servers, List<Integer> connections, int rounds, Duration window) {
    assertThrows(
        IllegalArgumentException.class, () -> new Plan(servers, connections, rounds, window));
  }
}
