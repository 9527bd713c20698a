package io.culvert.sample.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {
  private static final Schedule THREE = new Schedule(3, Duration.ofMillis(20));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Duration> pauses = new ArrayList<>();

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eventsComeInOrderAndThenTheEnd() throws IOException {
    new EventStream(out, THREE, pauses::add).sendFrom(2);
    assertEquals(
        """
        retry: 2000

        id: 2
        data: event 2 of 3

        id: 3
        data: event 3 of 3

        event: done
        data: that was all

        """,
        written());
    assertEquals(List.of(THREE.every(), THREE.every()), pauses);
  }

  @Test
  void endOfTheApplicationEndsTheStreamWithoutSayingThatItIsDone() throws IOException {
    new EventStream(out, THREE, _ -> false).sendFrom(1);
    assertFalse(written().contains("done"));
  }

  @ParameterizedTest
  @CsvSource({",1", "0,1", "1,2", "3,4", "9999,4", "-1,1", "abc,1", "99999999999999999999,1"})
  void clientThatComesBackGoesOnWhereItStood(@Nullable String lastEventId, long first) {
    assertEquals(first, THREE.firstAfter(lastEventId));
  }
}
