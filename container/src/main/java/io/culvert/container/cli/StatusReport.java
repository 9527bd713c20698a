package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import io.culvert.container.attach.ServerSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * How a server fares, at one moment.
 *
 * @param server itself
 * @param connector all listeners together; none while the server starts
 * @param listeners where front ends connect
 * @param applications all that it knows
 */
record StatusReport(
    Bean server, Optional<Bean> connector, List<Bean> listeners, List<Bean> applications) {
  static StatusReport read(Contact contact) throws IOException {
    ServerSession session = contact.session();
    return new StatusReport(
        contact.server(),
        session.bean("Connector"),
        session.beans("Listener"),
        session.beans("Application"));
  }

  /** Everything, by the names of the attributes. */
  String json() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("server", Json.map(server));
    all.put("connector", connector.map(Json::map).orElse(null));
    all.put("listeners", listeners.stream().map(Json::map).toList());
    all.put("applications", applications.stream().map(Json::map).toList());
    return Json.of(all);
  }

  /** What an operator wants to know first. */
  void print(PrintWriter out, Style style) {
    printServer(out, style);
    connector.ifPresent(
        all -> {
          out.println();
          limits(all).print(out, style);
          out.println();
          traffic(all).print(out, style);
        });
    out.println();
    new ApplicationTable(applications).print(out, style);
  }

  private void printServer(PrintWriter out, Style style) {
    out.printf(
        "%s  %s for %s, process %s, Java %s%n",
        style.strong("Culvert " + server.text("Version")),
        style.state(server.text("State")),
        Quantity.duration(Duration.ofMillis((long) server.number("Uptime"))),
        server.text("ProcessId"),
        server.text("JavaVersion"));
    server.texts("Endpoints").forEach(address -> out.printf("FastCGI      %s%n", address));
    server.texts("HttpAddresses").forEach(address -> out.printf("HTTP         %s%n", address));
    out.printf("work folder  %s%n", server.text("WorkFolder"));
    out.printf("sessions     %s%n", server.text("SessionPlace"));
  }

  private static Table limits(Bean all) {
    Table table = new Table("LIMIT", "NOW", "AT MOST", "SETTING");
    row(table, all, "connections", "ConnectionsOpen", "ConnectionsMax", "limits.connections");
    row(table, all, "requests", "RequestsRunning", "RequestsRunningMax", "limits.running");
    row(table, all, "waiting requests", "RequestsQueued", "RequestsQueuedMax", "limits.queued");
    row(
        table,
        all,
        "platform threads",
        "ThreadsPlatform",
        "ThreadsPlatformMax",
        "threads.platform-max");
    return table;
  }

  private static void row(
      Table table, Bean bean, String what, String now, String most, String setting) {
    table.add(what, Quantity.number(bean.number(now)), Quantity.number(bean.number(most)), setting);
  }

  private Table traffic(Bean all) {
    Table table =
        new Table(
            "LISTENER",
            "REQUESTS",
            "PER SECOND",
            "P50 MS",
            "P99 MS",
            "REFUSED",
            "ABORTED",
            "FAILED");
    listeners.forEach(listener -> row(table, listener, listener.text("Address")));
    if (listeners.size() > 1) {
      row(table, all, "all");
    }
    return table;
  }

  private static void row(Table table, Bean bean, String name) {
    table.add(
        name,
        Quantity.number(bean.number("Requests")),
        Quantity.number(bean.number("RequestsPerSecondOver10")),
        latency(bean, "p50"),
        latency(bean, "p99"),
        Quantity.number(bean.number("RequestsRefused")),
        Quantity.number(bean.number("RequestsAborted")),
        Quantity.number(bean.number("RequestsFailed")));
  }

  /** In the last minute. */
  private static String latency(Bean bean, String percentile) {
    return bean.attributes().get("LatencyLastMinute") instanceof CompositeData latency
            && latency.get(percentile) instanceof Number microseconds
        ? Quantity.milliseconds(microseconds.doubleValue())
        : "–";
  }
}
