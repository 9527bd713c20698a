package io.culvert.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.bench.process.BenchException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
  private static final String WRK =
      """
      Running 2s test @ http://127.0.0.1:1/hello
        1 threads and 32 connections
        56000 requests in 2.00s, 12.00MB read
      Requests/sec:  28000.00
      window requests=%s micros=2000000 p99=2850 connect=0 read=0 write=0 timeout=0 status=0
      """;

  @Test
  void theScriptsLineIsReadFromAmongWrksOwn() throws BenchException {
    Load load = Load.parse(WRK.formatted("56000"));
    assertEquals(56_000, load.requests());
    assertEquals(Duration.ofSeconds(2), load.duration());
    assertEquals(Duration.ofNanos(2_850_000), load.p99());
    assertEquals(28_000.0, load.requestsPerSecond());
    assertTrue(load.clean());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "read", "write", "timeout", "status"})
  void anErrorOfAnyKindSpoilsTheTurn(String kind) throws BenchException {
    Load load = Load.parse(WRK.formatted("56000").replace(kind + "=0", kind + "=3"));
    assertFalse(load.clean());
    assertTrue(Spoilt.by(load).reason().contains(kind + "=3"), Spoilt.by(load).reason());
  }

  @Test
  void aTurnWithoutAnswersIsSpoilt() throws BenchException {
    assertFalse(Load.parse(WRK.formatted("0")).clean());
  }

  @Test
  void outputWithoutTheScriptsLineIsShown() {
    BenchException missing =
        assertThrows(BenchException.class, () -> Load.parse("wrk: unable to connect"));
    assertTrue(String.valueOf(missing.getMessage()).contains("unable to connect"));
  }
}
