package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of a real process, read from outside while it works, are those of its clients. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class MonitoringIT {
  private static final int CLIENTS = 8;
  private static final int EACH = 250;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "LIGHTTPD"})
  void everyAnswerOfEveryClientIsCounted(FrontEnd kind) throws Exception {
    String sample = "/:" + Artifacts.sample();
    try (Site site = Site.start(kind, Transport.UNIX, folder, Map.of(), sample);
        AttachedBeans beans = AttachedBeans.of(site.culvert().process().pid())) {
      ObjectName connector = beans.only("Connector");
      ObjectName listener = beans.only("Listener");
      assertEquals(site.culvert().address(), beans.beans().getAttribute(listener, "Address"));
      long readings = load(site, () -> check(beans, connector));
      awaitRequests(beans, connector);
      assertEquals(CLIENTS * EACH, beans.number(listener, "Requests"));
      assertNothingElseHappened(beans, listener);
      CompositeData latency =
          (CompositeData) beans.beans().getAttribute(connector, "LatencySinceReset");
      assertEquals((long) CLIENTS * EACH, latency.get("count"));
      assertTrue(readings > 0, "nothing was read while the load ran");
      System.out.printf(
          "%s: %d requests, read %d times meanwhile; microseconds p50 %s p90 %s p99 %s max %s%n",
          kind,
          CLIENTS * EACH,
          readings,
          latency.get("p50"),
          latency.get("p90"),
          latency.get("p99"),
          latency.get("max"));
    }
  }

  /** Something to look at while the load runs. */
  private interface Look {
    void look() throws Exception;
  }

  /** Runs all clients to their end; returns how often it looked meanwhile. */
  private static long load(Site site, Look look) throws Exception {
    long looks = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> ask(site)));
      }
      while (!clients.stream().allMatch(Future::isDone)) {
        look.look();
        looks++;
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    return looks;
  }

  private static Void ask(Site site) throws Exception {
    try (Visitor visitor = site.stranger()) {
      for (int i = 0; i < EACH; i++) {
        assertEquals(200, visitor.get("/hello?name=" + i).statusCode());
      }
    }
    return null;
  }

  private static void check(AttachedBeans beans, ObjectName connector) throws Exception {
    long running = beans.number(connector, "RequestsRunning");
    long most = beans.number(connector, "RequestsRunningMax");
    assertTrue(running >= 0 && running <= most, running + " are running");
    long open = beans.number(connector, "ConnectionsOpen");
    assertTrue(open >= 0 && open <= beans.number(connector, "ConnectionsMax"), open + " are open");
    assertTrue(beans.number(connector, "Requests") <= CLIENTS * EACH);
  }

  /** A client may have its answer before the server has counted it. */
  private static void awaitRequests(AttachedBeans beans, ObjectName connector) throws Exception {
    while (beans.number(connector, "Requests") < CLIENTS * EACH
        || beans.number(connector, "RequestsRunning") > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertEquals(CLIENTS * EACH, beans.number(connector, "Requests"));
  }

  private static void assertNothingElseHappened(AttachedBeans beans, ObjectName listener)
      throws Exception {
    for (String attribute :
        List.of(
            "RequestsRefused",
            "RequestsAborted",
            "RequestsFailed",
            "ConnectionsRejected",
            "ProtocolViolations",
            "Faults")) {
      assertEquals(0, beans.number(listener, attribute), attribute);
    }
    assertTrue(beans.number(listener, "BytesReceived") > CLIENTS * EACH * 100);
    assertTrue(beans.number(listener, "BytesSent") > CLIENTS * EACH * 100);
  }
}
