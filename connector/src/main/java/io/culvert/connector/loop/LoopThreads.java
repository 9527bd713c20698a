package io.culvert.connector.loop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where loops get threads from. */
final class LoopThreads implements AutoCloseable {
  /** How many requests may hold up a thread that a loop lent them before others go elsewhere. */
  private static final int MOST_HELD_UP = 64;

  private final ExecutorService spares;
  private final ExecutorService slowRequests;
  private final AtomicInteger heldUp = new AtomicInteger();

  LoopThreads(Threads settings) {
    this.spares =
        new ThreadPoolExecutor(
            settings.loops(),
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("culvert-loop-", 1).factory());
    this.slowRequests = settings.isVirtual() ? virtualThreads() : platformThreads(settings);
  }

  private static ExecutorService virtualThreads() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("culvert-request-", 1).factory());
  }

  private static ExecutorService platformThreads(Threads settings) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            settings.platformMax(),
            settings.platformMax(),
            60,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("culvert-request-", 1).factory());
    for (int i = 0; i < settings.platformMin(); i++) {
      pool.prestartCoreThread();
    }
    pool.allowCoreThreadTimeOut(settings.platformMin() == 0);
    return pool;
  }

  /** Starts a loop on a thread of its own. */
  void start(EventLoop loop) {
    spares.execute(loop);
  }

  /** Goes on with a loop whose thread is held up. */
  void replace(EventLoop loop) {
    spares.execute(loop);
    heldUp.incrementAndGet();
  }

  /** A thread that was held up is free again. */
  void cameBack() {
    heldUp.decrementAndGet();
  }

  /** Whether so many threads are held up that no further one should be risked. */
  boolean areScarce() {
    return heldUp.get() >= MOST_HELD_UP;
  }

  /** Threads for requests on routes that are known to be slow. */
  ExecutorService slowRequests() {
    return slowRequests;
  }

  @Override
  public void close() {
    spares.shutdown();
    slowRequests.shutdown();
  }
}
