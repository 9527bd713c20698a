package io.culvert.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the sessions of one application. A session whose time is up is gone from that instant, even
 * if {@link #expire} has yet to collect it. Each session that ends is returned exactly once: by
 * {@link #create}, {@link #delete}, {@link #expire} or {@link #shutDown}.
 *
 * <p>All methods may be called from any thread. After {@link #shutDown} a store behaves as if it
 * had no sessions and {@link #create} throws {@link IllegalStateException}. A store that asks
 * others throws {@link StoreUnavailableException} where they don't answer.
 *
 * @param <V> what an attribute value is to this store: the live object, or bytes
 */
public interface SessionStore<V> {
  /** Stores a new session, unless its id is in use. */
  CreateResult<V> create(SessionSnapshot<V> session);

  /** The session of this name. Looking at it doesn't lengthen its life. */
  Optional<SessionSnapshot<V>> find(SessionId id);

  /**
   * The session of this name, for a request that has just come with it: what anybody was told of
   * before is seen, and the client was heard of, as by {@link #touch}. After that, and as long as
   * the request is served, {@link #find} may answer from what this process knows.
   */
  default Optional<SessionSnapshot<V>> visit(SessionId id) {
    return find(id).filter(found -> touch(id, found.times().lastAccessed()));
  }

  /** Changes a session atomically: afterwards either all changes are visible or none. */
  SaveResult save(SessionUpdate<V> update);

  /**
   * Notes that the client was heard of: the session is idle from now on (by the store's clock), and
   * it has come back, which new sessions of robots never do.
   *
   * @param lastAccessed see {@link SessionTimes#lastAccessed}
   * @return whether there is such a session
   */
  boolean touch(SessionId id, Instant lastAccessed);

  /**
   * Gives a session another name, atomically: at no time both names or none find it, and whoever
   * knows only the old one has lost it. Against session fixation (Servlet 6.1 section 7.3).
   *
   * @param to must be one that {@link #canFollow}
   * @return false, and nothing is changed, if there is no such session or the new name is taken
   */
  boolean rename(SessionId from, SessionId to);

  /**
   * Whether a session of the one name can be given the other in a single step. Stores that are
   * spread over several machines can't do that with any two; of a few dozen new names one will do.
   */
  default boolean canFollow(SessionId from, SessionId to) {
    return true;
  }

  /**
   * Whether the store keeps copies of values beside the values themselves. Then whoever changes a
   * value in place has to save it, or the copy stays as it was.
   */
  default boolean keepsCopies() {
    return false;
  }

  /**
   * Returns when all that was changed of a session so far is as safe as this store makes it. To be
   * called before a client learns of the changes. Does nothing if there is no such session.
   */
  default void flush(SessionId id) {}

  /**
   * Ends a session.
   *
   * @return the session as it was; of several callers only one gets it
   */
  Optional<SessionSnapshot<V>> delete(SessionId id);

  /**
   * Collects the sessions whose time is up, and those that have to give way because others have
   * grown. To be called about once a second by somebody; each call costs in proportion to what is
   * due, not to what is stored.
   */
  List<SessionSnapshot<V>> expire();

  /** The sessions of which this process holds values, and perhaps others. */
  default Stream<SessionSnapshot<V>> held() {
    return ids().stream().flatMap(id -> find(id).stream());
  }

  /** As {@link #find}, for management: who looks at all sessions leaves no trace in any. */
  default Optional<SessionSnapshot<V>> inspect(SessionId id) {
    return find(id);
  }

  /** The names of all sessions, for management: a copy, in no order. */
  Set<SessionId> ids();

  /** How many sessions there are, expired ones included until they are collected. */
  long count();

  /** How full it is, and what that has cost. */
  StoreStatistics statistics();

  /**
   * How many sessions there can be at most; {@link Long#MAX_VALUE} if their number has no limit.
   */
  long capacity();

  /**
   * Closes the store and releases what it holds. The second call does nothing.
   *
   * @return the sessions that end with it; a store that outlives the server returns none
   */
  List<SessionSnapshot<V>> shutDown();
}
