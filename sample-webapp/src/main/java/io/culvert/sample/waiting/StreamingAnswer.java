package io.culvert.sample.waiting;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An asynchronous answer that a thread of its own writes; completed exactly once, whoever is first
 * to find it over.
 */
final class StreamingAnswer implements AsyncListener {

  /** The writing. */
  interface Writing {
    void write() throws IOException;
  }

  private final AsyncContext async;
  private final Places places;
  private final AtomicBoolean over = new AtomicBoolean();

  StreamingAnswer(AsyncContext async, Places places) {
    this.async = async;
    this.places = places;
  }

  /** Writes, completes the request and gives the place back. */
  void run(Writing writing) {
    try {
      writing.write();
    } catch (IOException | IllegalStateException e) {
      // The client went away, or the time-out has completed the request under the writer's hands:
      // nobody is left to tell.
      async.getRequest().getServletContext().log("event stream ended early: " + e);
    } finally {
      places.leave();
      complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    // the container ends the request itself
    over.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    over.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // begun only once
  }

  private void complete() {
    if (over.compareAndSet(false, true)) {
      async.complete();
    }
  }
}
