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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand requests, all answered as they should be, leave nothing behind. */
@Tag("alone")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class EnduranceIT {
  private static final int CLIENTS = 30;
  private static final int WARM_UP = 10_020;
  private static final int ALL = 100_020;

  /** 90,000 requests that leave 64 bytes each would be 5,625 KiB. */
  private static final long MOST_HEAP_KIB = 4_096;

  /** nginx keeps at most one connection for each client; one leak in 1,000 requests would be 90. */
  private static final long MOST_DESCRIPTORS = CLIENTS;

  /** More may come with a burst of load, one for each client; they go when they have been idle. */
  private static final long MOST_THREADS = CLIENTS / 2;

  @TempDir private Path folder;

  @Test
  void aHundredThousandRequestsLeaveNothingBehind() throws Exception {
    // a compiler at work in the background would be counted as well
    Map<String, String> environment =
        Map.of("JAVA_OPTS", "-Xmx256m", "CULVERT_JSP_COMPILE", "lazy");
    String sample = "/:" + Artifacts.sample();
    try (Site site = Site.start(FrontEnd.NGINX, Transport.UNIX, folder, environment, sample)) {
      List<MixedLoad> clients = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        clients.add(MixedLoad.begin(site.regular()));
      }
      Spawned server = site.culvert().process();
      run(clients, WARM_UP);
      Vitals first = Vitals.of(server.pid(), folder);
      run(clients, ALL);
      server.awaitUntil(() -> Vitals.threads(server.pid()) <= first.threads() + MOST_THREADS);
      Vitals last = Vitals.of(server.pid(), folder);
      int answered = 0;
      for (MixedLoad client : clients) {
        answered += client.answered();
        client.assertEveryVisitWasCounted();
        client.close();
      }
      assertEquals(ALL, answered);
      assertFlat(first, last);
    }
  }

  /** Lets every client go on until all together have had so many answers. */
  private static void run(List<MixedLoad> clients, int total) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (MixedLoad client : clients) {
        running.add(threads.submit(() -> client.goOnUntil(total / CLIENTS)));
      }
    }
    for (Future<?> client : running) {
      client.get();
    }
  }

  private static void assertFlat(Vitals first, Vitals last) {
    String readings = "after " + WARM_UP + ": " + first + ", after " + ALL + ": " + last;
    System.out.println(readings);
    assertTrue(last.heapKib() - first.heapKib() <= MOST_HEAP_KIB, readings);
    assertTrue(last.descriptors() - first.descriptors() <= MOST_DESCRIPTORS, readings);
  }
}
