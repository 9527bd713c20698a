package io.culvert.sample.waiting;

import io.culvert.sample.web.Shared;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What goes on beside the requests: one timer thread, and everybody who waits. Closing it ends all
 * waiting at once, so that no thread outlives the application and keeps its classes in memory.
 */
public final class Background implements AutoCloseable {
  /** Where the application's listener leaves it. */
  public static final Shared<Background> SHARED = new Shared<>(Background.class);

  private static final int PLACES = 1_000;
  private static final int STREAMS = 100;

  private final Places places = new Places(PLACES);
  private final Places streams = new Places(STREAMS);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sample-timer").daemon().factory());

  /** Places for requests that wait once. */
  Places places() {
    return places;
  }

  /** Places for streams of events, which hold a thread each, if only a virtual one. */
  Places streams() {
    return streams;
  }

  /** Runs a short task that does not block, once, after the delay. */
  void after(Duration delay, Runnable task) {
    var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Lets the calling thread wait.
   *
   * @return false if the application ends, so that there is no point in going on
   */
  boolean pause(Duration length) {
    try {
      return !closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    timer.shutdownNow();
  }
}
