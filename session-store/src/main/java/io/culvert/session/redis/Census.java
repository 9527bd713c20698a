package io.culvert.session.redis;

import io.culvert.session.RemoteStatistics;
import io.culvert.session.SessionId;
import io.culvert.session.Standing;
import io.culvert.session.StoreStatistics;
import io.culvert.session.StoreUnavailableException;
import io.culvert.session.heap.HeapLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Looks over all sessions of an application, in one round trip, and counts them; in between it
 * counts on by what happens here. Safe for any number of threads.
 */
final class Census {
  private static final int AT_ONCE = 1000;

  private final RedisServer redis;
  private final Calls calls;
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong newcomers = new AtomicLong();

  /** Of each bucket, when it was last looked at; before that all are taken to be empty. */
  private volatile List<Bucket> buckets =
      Collections.nCopies(Calls.BUCKETS, new Bucket(List.of(), 0, 0));

  private final LongAdder evicted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  Census(RedisServer redis, Calls calls) {
    this.redis = redis;
    this.calls = calls;
  }

  private record Bucket(List<byte[]> due, long all, long fresh) {
    Bucket counted() {
      return new Bucket(List.of(), all, fresh);
    }
  }

  /** Counts for the first time, if Redis answers; if it doesn't, there seem to be none yet. */
  void begin(Instant now) {
    try {
      due(now);
    } catch (StoreUnavailableException _) {
      // said in the log already
    }
  }

  /** Those whose time is up, or a thousand of each bucket if they are more; counts the others. */
  List<SessionId> due(Instant now) {
    byte[] until = Long.toString(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    byte[] from = "-inf".getBytes(StandardCharsets.US_ASCII);
    List<Bucket> found =
        ofEach(
            (pipeline, bucket) -> {
              byte[] set = calls.due(bucket);
              Response<List<byte[]>> due = pipeline.zrangeByScore(set, from, until, 0, AT_ONCE);
              Response<Long> all = pipeline.zcard(set);
              Response<Long> fresh = pipeline.zcard(calls.newcomers(bucket));
              return () -> new Bucket(due.get(), all.get(), fresh.get());
            });
    buckets = found.stream().map(Bucket::counted).toList();
    sessions.set(found.stream().mapToLong(Bucket::all).sum());
    newcomers.set(found.stream().mapToLong(Bucket::fresh).sum());
    return ids(found.stream().map(Bucket::due).toList());
  }

  /** What a bucket may have now, by the last count. */
  Room room(int bucket) {
    List<Bucket> counted = buckets;
    HeapLimits limits = calls.limits();
    long all = counted.stream().mapToLong(Bucket::all).sum();
    long fresh = counted.stream().mapToLong(Bucket::fresh).sum();
    return new Room(
        Room.of(counted.get(bucket).all(), limits.sessions(), all),
        Room.of(counted.get(bucket).fresh(), limits.newcomers(), fresh));
  }

  List<SessionId> all() {
    return ids(ofEach((pipeline, bucket) -> pipeline.zrange(calls.due(bucket), 0, -1)));
  }

  private <T> List<T> ofEach(BiFunction<AbstractPipeline, Integer, Supplier<T>> question) {
    return redis.call(
        jedis -> {
          List<Supplier<T>> answers = new ArrayList<>();
          try (AbstractPipeline pipeline = jedis.pipelined()) {
            for (int bucket = 0; bucket < Calls.BUCKETS; bucket++) {
              answers.add(question.apply(pipeline, bucket));
            }
            pipeline.sync();
          }
          return answers.stream().map(Supplier::get).toList();
        });
  }

  private static List<SessionId> ids(List<List<byte[]>> texts) {
    return texts.stream()
        .flatMap(List::stream)
        .map(text -> SessionId.parse(new String(text, StandardCharsets.US_ASCII)))
        .flatMap(Optional::stream)
        .toList();
  }

  void created() {
    sessions.incrementAndGet();
    newcomers.incrementAndGet();
  }

  void ended() {
    sessions.updateAndGet(before -> Math.max(0, before - 1));
  }

  void evicted() {
    ended();
    evicted.increment();
  }

  void refused() {
    refused.increment();
  }

  long count() {
    return sessions.get();
  }

  /** Those whose client came back are not told apart: in Redis none of them gives way. */
  StoreStatistics statistics(long bytes, RemoteStatistics remote) {
    long fresh = Math.min(newcomers.get(), sessions.get());
    return new StoreStatistics(
        Map.of(Standing.NEWCOMER, fresh, Standing.WITH_DATA, sessions.get() - fresh),
        Map.of(Standing.NEWCOMER, evicted.sum()),
        refused.sum(),
        bytes,
        Optional.of(remote));
  }
}
