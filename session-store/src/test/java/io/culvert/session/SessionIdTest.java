package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionIdTest {
  private final SessionIds ids = new RandomSessionIds(new SecureRandom());

  @Test
  void idsHaveOneShapeAndDoNotRepeat() {
    Set<SessionId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      SessionId id = ids.next();
      assertEquals(SessionId.LENGTH, id.text().length());
      assertEquals(Optional.of(id), SessionId.parse(id.text()));
      assertTrue(seen.add(id));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAA/AAAAAAAAAAA",
        "AAAAAAAAAA\r\nAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA\u0391"
      })
  void whatIsNotAnIdIsNotParsed(String text) {
    assertEquals(Optional.empty(), SessionId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(text));
  }

  @Test
  void nothingThatIsLoggedGivesASessionAway() {
    SessionId id = ids.next();
    SessionSnapshot<Object> session =
        SessionSnapshot.beginning(id, new FakeClock().instant(), Duration.ZERO)
            .after(List.of(new Change.Put<>("card", "4111-1111")));
    SessionUpdate<Object> update =
        SessionUpdate.basedOn(session, List.of(new Change.Put<>("card", "4111-1111")));
    for (String logged : new String[] {id.toString(), session.toString(), update.toString()}) {
      assertFalse(logged.contains(id.text()), logged);
      assertFalse(logged.contains("4111"), logged);
    }
  }
}
