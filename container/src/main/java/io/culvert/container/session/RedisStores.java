package io.culvert.container.session;

import io.culvert.session.SessionProofs;
import io.culvert.session.SessionStore;
import io.culvert.session.heap.HeapLimits;
import io.culvert.session.redis.RedisServer;
import io.culvert.session.redis.RedisSessionStore;
import java.time.Clock;

/** Sessions of all applications in one Redis, and the key for proofs that its servers share. */
record RedisStores(RedisServer redis, HeapLimits limits, Clock clock) implements SessionStores {
  @Override
  public SessionStore<Attribute> open(String application) {
    return new RedisSessionStore<>(
        redis, application, new AttributeBytes(), limits, new AttributeAppraisal(), clock);
  }

  /** Who can read it there can read the sessions too. */
  SessionProofs proofs(byte[] newKey) {
    return new SessionProofs(redis.agree("key", newKey));
  }

  @Override
  public void close() {
    redis.close();
  }
}
