package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import io.culvert.container.attach.LocalServers;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code culvert sessions status}: how the sessions of an application fare, and their store. */
@Command(
    name = "status",
    header = "Shows how the sessions of an application fare, and how quick their store is.",
    description = "The table of calls is about the last minute.")
final class SessionsStatusCommand implements Callable<Integer> {
  private static final List<String> NUMBERS =
      List.of(
          "Live",
          "Max",
          "Bytes",
          "Created",
          "Promised",
          "Expired",
          "Invalidated",
          "Evicted",
          "Refused",
          "Strayed",
          "Rerouted",
          "NearCacheHits",
          "NearCacheConfirmed",
          "NearCacheMisses",
          "StoreAway",
          "StoreBacklog");

  private final Surroundings.Streams streams;

  @Mixin private final KnownSessions sessions;

  SessionsStatusCommand(Surroundings surroundings, LocalServers servers) {
    this.streams = surroundings.streams();
    this.sessions = new KnownSessions(new ChosenServer(surroundings, servers));
  }

  @Override
  public Integer call() {
    return sessions.reach(
        known -> {
          print(known.bean());
          return ExitCode.SUCCESS;
        });
  }

  private void print(Bean bean) {
    PrintWriter out = streams.outWriter();
    NUMBERS.forEach(name -> out.println("%-18s  %s".formatted(name, bean.text(name))));
    Table calls = new Table("CALL", "TIMES", "P50 MS", "P99 MS", "LONGEST MS");
    if (bean.attributes().get("StoreLatencyLastMinute") instanceof TabularData latencies) {
      latencies.values().forEach(row -> add(calls, (CompositeData) row));
    }
    out.println();
    calls.print(out, streams.style());
  }

  private static void add(Table calls, CompositeData row) {
    CompositeData latency = (CompositeData) row.get("value");
    calls.add(
        String.valueOf(row.get("key")),
        String.valueOf(latency.get("count")),
        milliseconds(latency.get("p50")),
        milliseconds(latency.get("p99")),
        milliseconds(latency.get("max")));
  }

  private static String milliseconds(Object microseconds) {
    return Quantity.milliseconds(((Number) microseconds).doubleValue());
  }
}
