package io.culvert.container.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloodTest {
  private final Queue<Runnable> minutes = new ArrayDeque<>();
  private final List<Integer> told = new ArrayList<>();
  private final Flood flood = new Flood(minutes::add, told::add);

  private long written(int entries) {
    return IntStream.range(0, entries).filter(_ -> flood.hasRoom()).count();
  }

  @Test
  void aFewEntriesAreWrittenAndNothingIsTold() {
    assertEquals(Flood.MOST, written(Flood.MOST));
    minutes.remove().run();
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsLeftOutIsToldAtTheEndOfTheMinute() {
    assertEquals(Flood.MOST, written(100_000));
    assertEquals(List.of(), told);
    minutes.remove().run();
    assertEquals(List.of(100_000 - Flood.MOST), told);
  }

  @Test
  void everyMinuteBeginsAnewWithItsFirstEntry() {
    written(50);
    minutes.remove().run();
    assertEquals(0, minutes.size());
    assertEquals(3, written(3));
    assertEquals(1, minutes.size());
  }

  @Test
  void aMinuteThatWasEndedEarlyIsNotToldTwice() {
    written(Flood.MOST + 1);
    flood.endMinute();
    minutes.remove().run();
    assertEquals(List.of(1), told);
  }
}
