package io.culvert.sample.waiting;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingAnswerTest {
  private final AsyncContext async = mock(RETURNS_DEEP_STUBS);
  private final Places places = new Places(1);
  private final StreamingAnswer answer = new StreamingAnswer(async, places);

  @BeforeEach
  void aStreamHasItsPlace() {
    assertTrue(places.take());
  }

  @Test
  void streamThatEndsIsCompletedAndLeavesItsPlace() {
    answer.run(() -> {});
    verify(async, times(1)).complete();
    assertTrue(places.take());
  }

  @Test
  void clientThatWentAwayLeavesItsPlaceToo() {
    answer.run(
        () -> {
          throw new IOException("broken pipe");
        });
    verify(async, times(1)).complete();
    assertTrue(places.take());
  }

  @Test
  void timeOutAndEndTogetherCompleteOnce() {
    answer.run(() -> answer.onTimeout(new AsyncEvent(async)));
    verify(async, times(1)).complete();
  }
}
