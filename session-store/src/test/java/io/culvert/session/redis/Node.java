package io.culvert.session.redis;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.FakeClock;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.ValueBytes;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of several servers that share sessions; values are texts. */
record Node(RedisServer redis, RedisSessionStore<String> store, FakeClock clock)
    implements AutoCloseable {
  /** That of all nodes and all tests: tests have applications of their own. */
  private static final String NEVER_WRITTEN = "unwritable";

  /** Texts, one of which can't be written. */
  record Texts() implements ValueBytes<String> {
    @Override
    public Optional<byte[]> bytes(SessionId session, String name, String value) {
      return value.equals(NEVER_WRITTEN)
          ? Optional.empty()
          : Optional.of(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    @SuppressWarnings("StringOperationCanBeSimplified") // each reading makes an object
    public String value(byte[] bytes) {
      return new String(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  static Node of(RedisSettings settings, String application, FakeClock clock) throws IOException {
    return of(settings, application, clock, HeapLimits.sessions(1000));
  }

  static Node of(RedisSettings settings, String application, FakeClock clock, HeapLimits limits)
      throws IOException {
    RedisServer redis = RedisServer.open(settings);
    return new Node(
        redis,
        new RedisSessionStore<>(redis, application, new Texts(), limits, Appraisal.none(), clock),
        clock);
  }

  static SessionId newId() {
    return new RandomSessionIds(new SecureRandom()).next();
  }

  SessionId idAfter(SessionId id) {
    return Stream.generate(Node::newId).filter(to -> store.canFollow(id, to)).findFirst().get();
  }

  SessionSnapshot<String> fresh() {
    return SessionSnapshot.beginning(newId(), clock.instant(), Duration.ofMinutes(30));
  }

  /** A new session with these attributes. */
  SessionId created(String... namesAndValues) {
    SessionSnapshot<String> session = fresh();
    store.create(session);
    put(session.id(), namesAndValues);
    return session.id();
  }

  SaveResult put(SessionId id, String... namesAndValues) {
    List<Change<String>> changes =
        Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
            .<Change<String>>map(i -> new Change.Put<>(namesAndValues[i], namesAndValues[i + 1]))
            .toList();
    return store.save(SessionUpdate.regardless(id, changes));
  }

  /** What a request that comes now sees of an attribute. */
  String visit(SessionId id, String name) {
    return store.visit(id).map(found -> found.attributes().getOrDefault(name, "")).orElse("gone");
  }

  @Override
  public void close() {
    store.shutDown();
    redis.close();
  }
}
