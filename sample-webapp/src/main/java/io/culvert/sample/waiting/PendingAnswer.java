package io.culvert.sample.waiting;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request put aside. The timer and the container's time-out race for it; the first one decides.
 */
final class PendingAnswer implements AsyncListener {
  /** The request attribute that tells the second dispatch what happened. */
  static final String OUTCOME = "sample.async.outcome";

  enum Outcome {
    COMPLETED,
    TIMED_OUT
  }

  private final AsyncContext async;
  private final Places places;
  private final AtomicBoolean decided = new AtomicBoolean();
  private final AtomicBoolean left = new AtomicBoolean();

  PendingAnswer(AsyncContext async, Places places) {
    this.async = async;
    this.places = places;
  }

  /** What was waited for is there. */
  void finished() {
    decide(Outcome.COMPLETED);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    decide(Outcome.TIMED_OUT);
  }

  @Override
  public void onError(AsyncEvent event) {
    // the container ends the request itself
    decided.set(true);
    leave();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    decided.set(true);
    leave();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // this request is put aside only once
  }

  private void decide(Outcome outcome) {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    leave();
    async.getRequest().setAttribute(OUTCOME, outcome);
    async.dispatch();
  }

  private void leave() {
    if (left.compareAndSet(false, true)) {
      places.leave();
    }
  }
}
