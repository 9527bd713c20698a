package io.culvert.connector.loop;

import io.culvert.connector.connection.Places;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Platform threads for slow requests: some are always there, more come with the need and go when
 * they have been idle. How many requests they serve at once is bounded by places, one of which must
 * be taken before {@link #run}; so nothing ever waits in here.
 */
final class PlatformThreads implements AutoCloseable {
  private final Places places;
  private final Supplier<ThreadPoolExecutor> pools;
  private volatile ThreadPoolExecutor pool;

  /**
   * @param min threads that are always there
   * @param max requests that are served at once
   * @param idle how long any further thread stays without a request
   */
  PlatformThreads(int min, int max, Duration idle) {
    this.places = new Places(max);
    this.pools = () -> pool(min, idle);
    this.pool = pools.get();
  }

  private static ThreadPoolExecutor pool(int min, Duration idle) {
    // The bound is the places'. One for the pool would refuse the request that follows on another's
    // heels: the place is free a moment before its thread asks for more.
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            min,
            Integer.MAX_VALUE,
            idle.toNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform()
                .inheritInheritableThreadLocals(false)
                .name("culvert-request-", 1)
                .factory());
    pool.prestartAllCoreThreads();
    return pool;
  }

  /** Takes new threads from now on; those that there are end after the request they serve. */
  void renew() {
    ThreadPoolExecutor old = pool;
    pool = pools.get();
    old.shutdown();
  }

  /**
   * Has a thread wait in here once. A class that is first needed when memory has run out can never
   * be used again, and this has some of its own.
   */
  void warmUp() {
    pool.execute(() -> {});
  }

  Places places() {
    return places;
  }

  /**
   * Runs a task for which a place has been taken, which is given back in any case.
   *
   * @return false if there is no thread to be had
   */
  boolean run(Runnable task) {
    ThreadPoolExecutor chosen = pool;
    try {
      chosen.execute(() -> runAndGiveBack(task));
      return true;
    } catch (RejectedExecutionException _) {
      if (!chosen.equals(pool)) {
        return run(task); // it has just been renewed
      }
    } catch (OutOfMemoryError _) {
      // as if there were no thread
    }
    places.giveBack();
    return false;
  }

  private void runAndGiveBack(Runnable task) {
    try {
      task.run();
    } finally {
      places.giveBack();
    }
  }

  /** The number of threads, busy and idle. */
  int size() {
    return pool.getPoolSize();
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
