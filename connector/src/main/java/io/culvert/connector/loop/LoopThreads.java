package io.culvert.connector.loop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where loops get threads from. */
final class LoopThreads implements AutoCloseable {
  /** How many requests may hold up a thread that a loop lent them before others go elsewhere. */
  private static final int MOST_HELD_UP = 64;

  /** Platform threads for slow requests, if nothing else is configured. */
  private static final int PLATFORM = 200;

  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Threads settings;
  private volatile ExecutorService spares;
  private final PlatformThreads platform;
  private final ExecutorService virtual;
  private final boolean usesVirtual;
  private final AtomicInteger heldUp = new AtomicInteger();
  private final AtomicInteger onVirtual = new AtomicInteger();
  private boolean closed;

  LoopThreads(Threads settings) {
    this.settings = settings;
    this.spares = spares();
    this.usesVirtual = settings.isVirtual();
    this.platform =
        new PlatformThreads(
            settings.platformMin(), usesVirtual ? PLATFORM : settings.platformMax(), IDLE);
    this.virtual =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .name("culvert-request-virtual-", 1)
                .factory());
    platform.warmUp();
    virtual.execute(() -> {});
  }

  private ExecutorService spares() {
    return new ThreadPoolExecutor(
        settings.loops(),
        Integer.MAX_VALUE,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform()
            .inheritInheritableThreadLocals(false)
            .name("culvert-loop-", 1)
            .factory());
  }

  /**
   * Takes new threads from now on; those that there are end when they have nothing to do, and are
   * not interrupted before.
   */
  synchronized void renew() {
    if (closed) {
      return;
    }
    ExecutorService old = spares;
    spares = spares();
    old.shutdown();
    platform.renew();
  }

  /** Starts a loop on a thread of its own. */
  void start(EventLoop loop) {
    spares.execute(loop);
  }

  /**
   * Has another thread go on with a loop, whose baton is in hand. Needs no memory to fail.
   *
   * @return false if there is none to be had; then all is as before
   */
  boolean handOver(EventLoop loop, Holder holder) {
    Thread before = holder.leave();
    try {
      start(loop);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      holder.restore(before);
      return false;
    }
  }

  /** The same because the loop's thread is held up. */
  boolean replace(EventLoop loop, Holder holder) {
    boolean replaced = handOver(loop, holder);
    if (replaced) {
      heldUp.incrementAndGet();
    }
    return replaced;
  }

  /** A thread that was held up is free again. */
  void cameBack() {
    heldUp.decrementAndGet();
  }

  ThreadUse use() {
    return new ThreadUse(
        heldUp.get(), platform.places().taken(), platform.places().most(), onVirtual.get());
  }

  /** Whether so many threads are held up that no further one should be risked. */
  boolean areScarce() {
    return heldUp.get() >= MOST_HELD_UP;
  }

  /** The kernel shares out the processors among these, whatever a request does. */
  PlatformThreads platform() {
    return platform;
  }

  /** Whether requests that wait may have virtual threads. */
  boolean usesVirtual() {
    return usesVirtual;
  }

  /**
   * How many platform threads are left to requests that compute; others have virtual threads to
   * fall back on.
   */
  int spared() {
    return usesVirtual ? platform.places().most() / 4 : 0;
  }

  /**
   * Runs a task on a virtual thread. It keeps its processor until it waits for something.
   *
   * @return false if there is no thread to be had
   */
  boolean runVirtual(Runnable task) {
    onVirtual.incrementAndGet();
    try {
      virtual.execute(() -> runCounted(task));
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      onVirtual.decrementAndGet();
      return false;
    }
  }

  private void runCounted(Runnable task) {
    try {
      task.run();
    } finally {
      onVirtual.decrementAndGet();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    spares.shutdown();
    platform.close();
    virtual.shutdown();
  }
}
