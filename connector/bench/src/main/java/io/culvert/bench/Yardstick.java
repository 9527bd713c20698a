package io.culvert.bench;

import io.culvert.bench.measure.Plan;
import io.culvert.bench.measure.Results;
import io.culvert.bench.measure.Sample;
import io.culvert.bench.measure.Spoilt;
import io.culvert.bench.measure.Turn;
import io.culvert.bench.measure.Window;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.server.Lane;
import java.io.IOException;
import java.util.List;

/** Goes round the servers, again and again, so that what else the machine does meets all alike. */
final class Yardstick {
  private final Plan plan;
  private final Window window;
  private final Progress progress;
  private int turn;

  Yardstick(Plan plan, Window window, Progress progress) {
    this.plan = plan;
    this.window = window;
    this.progress = progress;
  }

  /**
   * Measures everything the plan says. A server that ends or stalls has spoilt its turn; the others
   * have theirs.
   *
   * @param results takes in what came of each turn
   */
  void measure(List<Lane> lanes, Results results) throws IOException, InterruptedException {
    for (Lane lane : lanes) {
      progress.line(lane.peer().id() + " warms up for " + plan.warmUp().toSeconds() + " s");
      warmUp(lane);
    }
    for (int connections : plan.connections()) {
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Lane lane : lanes) {
          results.add(lane.peer().id(), connections, turn(lane, connections, round));
        }
      }
    }
  }

  private void warmUp(Lane lane) throws InterruptedException {
    try {
      window.load(lane.target(), lane.script(), plan.mostConnections(), plan.warmUp());
    } catch (BenchException e) {
      progress.line(lane.peer().id() + " fails as it warms up: " + e.getMessage());
    }
  }

  private Turn measured(Lane lane, int connections) throws IOException, InterruptedException {
    try {
      return window.measure(
          lane.process(), lane.target(), lane.script(), connections, plan.window());
    } catch (BenchException e) {
      return new Spoilt(String.valueOf(e.getMessage()));
    }
  }

  private Turn turn(Lane lane, int connections, int round)
      throws IOException, InterruptedException {
    Turn outcome = measured(lane, connections);
    turn++;
    progress.line(
        "[%d/%d] %d connections, round %d, %s: %s; %d s to go"
            .formatted(
                turn,
                plan.turns(),
                connections,
                round,
                lane.peer().id(),
                inShort(outcome),
                secondsToGo()));
    return outcome;
  }

  private static String inShort(Turn outcome) {
    return switch (outcome) {
      case Sample sample ->
          "%,.0f requests/s, %.1f µs CPU".formatted(sample.requestsPerSecond(), sample.cpuMicros());
      case Spoilt spoilt -> "spoilt, " + spoilt.reason();
    };
  }

  private long secondsToGo() {
    return (plan.turns() - turn) * plan.window().plus(Plan.BEFORE_A_TURN).toSeconds();
  }
}
