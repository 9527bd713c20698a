package io.culvert.session;

import java.util.List;

/**
 * What became of the wish to store a new session.
 *
 * @param <V> what an attribute value is to the store
 */
public sealed interface CreateResult<V> {
  /**
   * The session is stored.
   *
   * @param evicted sessions that had to give way to it; they are out of reach already, and the
   *     caller must tell the application
   */
  record Created<V>(List<SessionSnapshot<V>> evicted) implements CreateResult<V> {
    public Created {
      evicted = List.copyOf(evicted);
    }
  }

  /** A session of this name exists and is left as it is. */
  record Taken<V>() implements CreateResult<V> {}

  /**
   * There is no room: of the sessions that exist none may give way any more.
   *
   * @param evicted sessions that had to give way all the same, to no avail; see {@link Created}
   */
  record Refused<V>(List<SessionSnapshot<V>> evicted) implements CreateResult<V> {
    public Refused {
      evicted = List.copyOf(evicted);
    }
  }
}
