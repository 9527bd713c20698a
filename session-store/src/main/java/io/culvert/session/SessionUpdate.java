package io.culvert.session;

import java.util.List;
import java.util.OptionalLong;

/**
 * Changes to one session that are made together or not at all.
 *
 * @param id the session
 * @param baseVersion the version the changes were worked out from: if the session has another one
 *     by now, nothing is changed. Empty: the last writer wins, attribute by attribute
 * @param changes what to do, in this order
 * @param <V> what an attribute value is to the store
 */
public record SessionUpdate<V>(SessionId id, OptionalLong baseVersion, List<Change<V>> changes) {
  public SessionUpdate {
    changes = List.copyOf(changes);
  }

  /** Changes that hold only for the version they were worked out from. */
  public static <V> SessionUpdate<V> basedOn(SessionSnapshot<V> base, List<Change<V>> changes) {
    return new SessionUpdate<>(base.id(), OptionalLong.of(base.version()), changes);
  }

  /** Changes that hold whatever others have saved meanwhile. */
  public static <V> SessionUpdate<V> regardless(SessionId id, List<Change<V>> changes) {
    return new SessionUpdate<>(id, OptionalLong.empty(), changes);
  }

  /** Whether this update may be applied to that version. */
  public boolean fits(long version) {
    return baseVersion.isEmpty() || baseVersion.getAsLong() == version;
  }
}
