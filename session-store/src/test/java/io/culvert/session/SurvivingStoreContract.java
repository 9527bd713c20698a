package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every session store must do that outlives the server: a crash between two steps takes
 * nothing back, brings nothing back, and leaves nothing half done.
 *
 * @param <V> what an attribute value is to the store
 */
public interface SurvivingStoreContract<V> extends SessionStoreContract<V> {
  /** Shows what a server finds that starts after this one has been killed at this moment. */
  void afterCrash(Consumer<SessionStore<V>> look) throws Exception;

  /** After a crash there is this session and no other, with these attributes. */
  private void assertSurvives(SessionId id, Map<String, String> attributes) throws Exception {
    store().flush(id);
    afterCrash(
        next -> {
          assertEquals(Set.of(id), next.ids());
          assertEquals(attributes, texts(next.find(id).orElseThrow()));
        });
  }

  @Test
  default void crashBetweenTwoChangesTakesNeitherBackNorForwards() throws Exception {
    SessionId id = created();
    assertSurvives(id, Map.of());
    store().save(put(id, "user", "ada"));
    assertSurvives(id, Map.of("user", "ada"));
    store().save(put(id, "cart", "1"));
    store().save(put(id, "user", "bob"));
    assertSurvives(id, Map.of("user", "bob", "cart", "1"));
    store().save(SessionUpdate.regardless(id, List.of(new Change.Remove<>("user"))));
    assertSurvives(id, Map.of("cart", "1"));
  }

  @Test
  default void crashAfterARenameLeavesTheSessionItsNewNameAlone() throws Exception {
    SessionId before = created();
    store().save(put(before, "user", "ada"));
    store().flush(before);
    SessionId after = idAfter(before);
    store().rename(before, after);
    assertSurvives(after, Map.of("user", "ada"));
    store().save(put(after, "user", "bob"));
    assertSurvives(after, Map.of("user", "bob"));
  }

  @Test
  default void crashBringsNoDeletedSessionBack() throws Exception {
    SessionId stays = created();
    SessionId goes = created();
    store().flush(goes);
    store().delete(goes);
    store().flush(goes);
    assertSurvives(stays, Map.of());
  }

  @Test
  default void crashLengthensNoLife() throws Exception {
    SessionId id = created();
    Duration less = MAX_INACTIVE.dividedBy(2);
    store().save(maxInactive(id, less));
    store().flush(id);
    afterCrash(next -> assertEquals(less, next.find(id).orElseThrow().times().maxInactive()));
    clock().advance(less);
    afterCrash(next -> assertFalse(next.find(id).isPresent()));
  }
}
