package io.culvert.session.redis;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Tells Redis what is in the backlog: several buckets at once, each in its order. */
final class Teller {
  private final Backlog backlog;
  private final int atOnce;
  private final Complaints complaints;
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param atOnce how many things Redis is told at the same time at most
   */
  Teller(Backlog backlog, int atOnce, Complaints complaints) {
    this.backlog = backlog;
    this.atOnce = atOnce;
    this.complaints = complaints;
  }

  /**
   * Tells everything there is, and what comes meanwhile. Not to be called by two threads at once.
   *
   * @return how many things that were
   * @throws RuntimeException if Redis is away again; the backlog is still open then, with what
   *     Redis was not told
   */
  long tellAll(UnifiedJedis redis) {
    long before = told.get();
    try {
      List<List<Script.Call>> next = backlog.next();
      while (!next.isEmpty()) {
        tell(new ConcurrentLinkedQueue<>(next), redis);
        backlog.hold(); // or it would never end
        next = backlog.next();
      }
    } finally {
      backlog.release();
    }
    return told.get() - before;
  }

  /** How many things were in vain, ever: refused by Redis, or of sessions that are no more. */
  long dropped() {
    return dropped.get();
  }

  private void tell(Queue<List<Script.Call>> buckets, UnifiedJedis redis) {
    List<Future<?>> threads;
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      threads =
          Stream.<Future<?>>generate(() -> each.submit(() -> tellEach(buckets, redis)))
              .limit(Math.min(atOnce, buckets.size()))
              .toList();
    }
    for (Future<?> thread : threads) {
      succeeded(thread);
    }
  }

  private static void succeeded(Future<?> thread) {
    try {
      thread.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("it has ended, so nobody waits for it", e);
    }
  }

  private void tellEach(Queue<List<Script.Call>> buckets, UnifiedJedis redis) {
    List<Script.Call> bucket = buckets.poll();
    while (bucket != null) {
      for (Script.Call call : bucket) {
        if (!isDone(call, redis)) {
          dropped.incrementAndGet();
        }
        backlog.told(call);
        told.incrementAndGet();
      }
      bucket = buckets.poll();
    }
  }

  /** What Redis refuses for a reason of its own is lost: the others must not wait for it. */
  private boolean isDone(Script.Call call, UnifiedJedis redis) {
    try {
      return call.run(redis).isDone();
    } catch (JedisDataException e) {
      if (RedisServer.isAway(e)) {
        throw e;
      }
      complaints.say("refuses changes of sessions, which are lost", e);
      return false;
    }
  }
}
