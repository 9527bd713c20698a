package io.culvert.sample.waiting;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingAnswerTest {
  private final AsyncContext async = mock();
  private final ServletRequest request = mock();
  private final Places places = new Places(1);
  private final PendingAnswer pending = new PendingAnswer(async, places);
  private final AsyncEvent event = new AsyncEvent(async);

  @BeforeEach
  void aRequestWaits() {
    when(async.getRequest()).thenReturn(request);
    assertTrue(places.take());
  }

  @Test
  void whoeverIsFirstDecides() {
    pending.onTimeout(event);
    pending.finished();
    verify(request).setAttribute(PendingAnswer.OUTCOME, PendingAnswer.Outcome.TIMED_OUT);
    verify(async, times(1)).dispatch();
  }

  @Test
  void requestThatHasEndedIsNotDispatchedAnyMore() {
    pending.onError(event);
    pending.finished();
    verify(async, never()).dispatch();
  }

  @Test
  void placeIsGivenBackExactlyOnce() {
    pending.finished();
    pending.onComplete(event);
    assertTrue(places.take());
    assertFalse(places.take());
  }
}
