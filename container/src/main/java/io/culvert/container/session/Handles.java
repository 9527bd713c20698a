package io.culvert.container.session;

import io.culvert.session.SessionId;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The handles in use, by the id their session has now. A handle stays here as long as anybody else
 * holds it, so requests of one session that overlap share it. Should two of one session exist for a
 * moment, while it is being renamed, nothing is lost: the truth is in the store.
 */
final class Handles {
  private final ConcurrentHashMap<SessionId, Handle> handles = new ConcurrentHashMap<>();
  private final ReferenceQueue<StoreSession> abandoned = new ReferenceQueue<>();

  /** The handle of this session, a new one if nobody holds one. */
  StoreSession of(SessionId id, Function<SessionId, StoreSession> maker) {
    clearAbandoned();
    StoreSession held = held(handles.get(id));
    if (held != null) {
      return held;
    }
    StoreSession made = maker.apply(id);
    Handle mine = new Handle(id, made, abandoned);
    StoreSession winner = held(handles.merge(id, mine, (old, _) -> held(old) == null ? mine : old));
    return winner == null ? made : winner;
  }

  /** Follows a session to its new id. */
  void renamed(SessionId from, SessionId to, StoreSession session) {
    handles.put(to, new Handle(to, session, abandoned));
    handles.remove(from);
  }

  /** Forgets the handle of a session that has ended. */
  Optional<StoreSession> remove(SessionId id) {
    return Optional.ofNullable(held(handles.remove(id)));
  }

  private static @Nullable StoreSession held(@Nullable Handle handle) {
    return handle == null ? null : handle.get();
  }

  private void clearAbandoned() {
    for (Reference<?> gone = abandoned.poll(); gone != null; gone = abandoned.poll()) {
      if (gone instanceof Handle handle) {
        handles.remove(handle.id, handle);
      }
    }
  }

  private static final class Handle extends WeakReference<StoreSession> {
    final SessionId id;

    Handle(SessionId id, StoreSession session, ReferenceQueue<StoreSession> queue) {
      super(session, queue);
      this.id = id;
    }
  }
}
