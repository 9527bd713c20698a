package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.culvert.session.Appraisal;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearCacheTest {
  private final NearCache<String> near = new NearCache<>(10, 1 << 20, Appraisal.none());
  private final SessionId id = Node.newId();

  private Known<String> known() {
    SessionSnapshot<String> session =
        SessionSnapshot.beginning(id, Instant.EPOCH, Duration.ofMinutes(30));
    return Known.created(session, Marks.next(), Map.of());
  }

  @Test
  void whatIsReadIsKnown() {
    Known<String> read = known();
    assertSame(read, near.read(id, _ -> Optional.of(read)).orElseThrow());
    assertSame(read, near.get(id));
  }

  @Test
  void sessionThatEndsWhileItIsReadIsNotKnownAfterwards() {
    near.read(
        id,
        _ -> {
          near.forget(id);
          return Optional.of(known());
        });
    assertNull(near.get(id));
    near.read(id, _ -> Optional.of(known()));
    near.read(
        id,
        before -> {
          near.forget(id);
          return Optional.ofNullable(before);
        });
    assertNull(near.get(id));
  }

  @Test
  void whoReadTheSameAtOnceSeeTheSame() {
    Known<String> first = known();
    Optional<Known<String>> second =
        near.read(
            id,
            _ -> {
              near.read(id, _ -> Optional.of(first));
              return Optional.of(known());
            });
    assertSame(first, second.orElseThrow());
    assertSame(first, near.get(id));
  }

  @Test
  void sessionThatRedisDoesNotKnowIsForgotten() {
    near.put(id, known());
    assertEquals(Optional.empty(), near.read(id, _ -> Optional.empty()));
    assertNull(near.get(id));
  }
}
