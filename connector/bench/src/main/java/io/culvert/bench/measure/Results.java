package io.culvert.bench.measure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All turns of a run, by server and number of connections. */
public final class Results {
  private record Cell(String server, int connections) {}

  /**
   * A turn that went wrong.
   *
   * @param server id of the server whose turn it was
   * @param connections at this number of connections
   * @param spoilt what happened
   */
  public record Failure(String server, int connections, Spoilt spoilt) {}

  private final List<Failure> spoilt = new ArrayList<>();
  private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

  /** Adds the outcome of one turn. */
  public void add(String server, int connections, Turn turn) {
    switch (turn) {
      case Sample sample ->
          samples
              .computeIfAbsent(new Cell(server, connections), _ -> new ArrayList<>())
              .add(sample);
      case Spoilt spoilt -> this.spoilt.add(new Failure(server, connections, spoilt));
    }
  }

  /** Whether any turn of this server at this number of connections went well. */
  public boolean has(String server, int connections) {
    return samples.containsKey(new Cell(server, connections));
  }

  /** The turns that went wrong, in the order in which they did. */
  public List<Failure> failures() {
    return List.copyOf(spoilt);
  }

  /** The median of every figure by itself, over the turns that went well; there must be one. */
  public Sample median(String server, int connections) {
    List<Sample> cell = cell(server, connections);
    return new Sample(
        median(cell, Sample::requestsPerSecond),
        median(cell, Sample::p99Micros),
        median(cell, Sample::cpuMicros),
        median(cell, Sample::residentBytes));
  }

  /** The slowest and the fastest turn that went well, in requests per second. */
  public DoubleSummaryStatistics spread(String server, int connections) {
    return cell(server, connections).stream()
        .mapToDouble(Sample::requestsPerSecond)
        .summaryStatistics();
  }

  private List<Sample> cell(String server, int connections) {
    List<Sample> cell = samples.get(new Cell(server, connections));
    if (cell == null) {
      throw new IllegalArgumentException(server + " at " + connections + " was not measured");
    }
    return cell;
  }

  private static double median(List<Sample> cell, ToDoubleFunction<Sample> figure) {
    double[] sorted = cell.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
