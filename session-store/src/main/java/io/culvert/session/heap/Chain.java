package io.culvert.session.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A doubly linked list of sessions, oldest entrant first. Guarded by the lock of {@link
 * Housekeeping}.
 */
final class Chain<V> {
  private @Nullable Link<V> first;
  private @Nullable Link<V> last;
  private int size;

  Optional<Link<V>> first() {
    return Optional.ofNullable(first);
  }

  int size() {
    return size;
  }

  /** Empties the chain. */
  List<Link<V>> takeAll() {
    List<Link<V>> taken = new ArrayList<>(size);
    for (Link<V> link = first; link != null; link = first) {
      link.leave();
      taken.add(link);
    }
    return taken;
  }

  /** Only for {@link Link#moveTo}. */
  void append(Link<V> link) {
    Link<V> before = last;
    link.previous = before;
    if (before == null) {
      first = link;
    } else {
      before.next = link;
    }
    last = link;
    size++;
  }

  /** Only for {@link Link#leave}. */
  void remove(Link<V> link) {
    Link<V> before = link.previous;
    Link<V> after = link.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    link.previous = null;
    link.next = null;
    size--;
  }
}
