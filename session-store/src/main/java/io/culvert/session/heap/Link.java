package io.culvert.session.heap;

import org.jspecify.annotations.Nullable;

/**
 * The place of one session in one {@link Chain}: a part of the session itself, so that it leaves
 * without being searched. Guarded by the lock of {@link Housekeeping}.
 *
 * @param <V> see {@link io.culvert.session.SessionStore}
 */
final class Link<V> {
  final HeapSession<V> session;
  private @Nullable Chain<V> chain;
  @Nullable Link<V> previous;
  @Nullable Link<V> next;

  Link(HeapSession<V> session) {
    this.session = session;
  }

  boolean isLinked() {
    return chain != null;
  }

  /** Leaves the chain it is in, if any, and enters another at the end. */
  void moveTo(Chain<V> target) {
    leave();
    target.append(this);
    chain = target;
  }

  /** Leaves the chain it is in, if any. */
  void leave() {
    Chain<V> left = chain;
    if (left != null) {
      chain = null;
      left.remove(this);
    }
  }
}
