package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.it.Crowd.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Much more than can be served, behind a web server that disables what it takes for overloaded. */
@Tag("alone")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OverloadIT {
  private static final int RUNNING = 8;
  private static final int TIMES = 10;
  private static final int SECONDS = 3;
  private static final int ATTEMPTS = 6;
  private static final double LEAST = 0.9;

  /** A third of a tenfold load may wait; it takes an eighth of a second at most. */
  private static final Map<String, String> LITTLE_ROOM =
      Map.of("CULVERT_LIMITS_RUNNING", Integer.toString(RUNNING), "CULVERT_LIMITS_QUEUED", "24");

  @TempDir private Path folder;

  private String application() throws Exception {
    return "/:" + GateWar.write(folder.resolve("load.war"), LoadServlet.class);
  }

  @ParameterizedTest
  @EnumSource
  void underTenTimesTheLoadAsManyAreServedAndTheOthersAreToldSo(Transport transport)
      throws Exception {
    try (Site site = Site.start(FrontEnd.LIGHTTPD, transport, folder, LITTLE_ROOM, application());
        Visitor visitor = site.stranger()) {
      Crowd crowd = new Crowd(visitor, "/sleep?30");
      crowd.ask(RUNNING, 1);
      double best = 0;
      for (int attempt = 0; attempt < ATTEMPTS && best < LEAST; attempt++) {
        Answers usual = crowd.ask(RUNNING, SECONDS);
        Answers tenfold = crowd.ask(TIMES * RUNNING, SECONDS);
        assertEquals(0, usual.busy());
        assertTrue(tenfold.busy() > 0, "nobody was turned away: " + tenfold);
        best = Math.max(best, (double) tenfold.well() / usual.well());
        System.out.printf(
            "%s, %d s each: %d clients %s, %d clients %s%n",
            transport, SECONDS, RUNNING, usual, TIMES * RUNNING, tenfold);
      }
      String log = site.frontEnd().output();
      assertFalse(log.contains("overloaded"), log);
      assertTrue(best >= LEAST, "goodput fell to " + best);
    }
  }

  /** The figures are printed; what is asserted is only that nobody had to wait for a spinner. */
  @ParameterizedTest
  @EnumSource(names = "UNIX")
  void requestsThatSpinOnEveryProcessorHoldUpNoOther(Transport transport) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    int spinMillis = 5000;
    try (Site site = Site.start(FrontEnd.LIGHTTPD, transport, folder, Map.of(), application());
        Visitor visitor = site.stranger()) {
      for (int i = 0; i < 500; i++) {
        assertEquals(200, visitor.get("/hello").statusCode());
      }
      for (int i = 0; i < 6; i++) {
        assertEquals(200, visitor.get("/spin?50").statusCode());
      }
      List<Future<HttpResponse<String>>> spinners = new ArrayList<>();
      for (int i = 0; i < processors; i++) {
        spinners.add(visitor.begin("/spin?" + spinMillis));
      }
      List<Long> micros = new ArrayList<>();
      while (spinners.stream().noneMatch(Future::isDone)) {
        long start = System.nanoTime();
        assertEquals(200, visitor.get("/hello").statusCode());
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
      }
      for (Future<HttpResponse<String>> spinner : spinners) {
        assertEquals(200, spinner.get().statusCode());
      }
      Collections.sort(micros);
      System.out.printf(
          "/hello while %d requests spin: %d answers, median %d µs, 99th percentile %d µs%n",
          processors,
          micros.size(),
          micros.get(micros.size() / 2),
          micros.get(micros.size() * 99 / 100));
      assertTrue(micros.get(micros.size() * 99 / 100) < 1000L * spinMillis / 5, micros::toString);
    }
  }
}
