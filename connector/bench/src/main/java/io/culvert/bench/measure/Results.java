package io.culvert.bench.measure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All samples of a run, by server and number of connections. */
public final class Results {
  private record Cell(String server, int connections) {}

  private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

  /** Adds one window's figures. */
  public void add(String server, int connections, Sample sample) {
    samples.computeIfAbsent(new Cell(server, connections), _ -> new ArrayList<>()).add(sample);
  }

  /** The median of every figure by itself; the servers and connections must have been measured. */
  public Sample median(String server, int connections) {
    List<Sample> cell = cell(server, connections);
    return new Sample(
        median(cell, Sample::requestsPerSecond),
        median(cell, Sample::p99Micros),
        median(cell, Sample::cpuMicros),
        median(cell, Sample::residentBytes));
  }

  /** The slowest and the fastest round, in requests per second. */
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
