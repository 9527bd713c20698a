package io.culvert.container.session;

import io.culvert.session.Change;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What a handle stands for at the moment. */
sealed interface Phase {
  /** The id of the session, also when it is over. */
  SessionId id();

  /** The session is, as far as the handle knows, in the store. */
  record Stored(SessionId id) implements Phase {}

  /** Nothing is in the session, and the store knows nothing of it. */
  record Unstored(SessionSnapshot<Attribute> session) implements Phase {
    @Override
    public SessionId id() {
      return session.id();
    }
  }

  /**
   * The session has left the store and no request finds it any more. Its listeners are being told,
   * and can read what it held.
   */
  record Ending(SessionId id, AtomicReference<SessionSnapshot<Attribute>> last) implements Phase {
    Ending(SessionSnapshot<Attribute> last) {
      this(last.id(), new AtomicReference<>(last));
    }

    void apply(List<Change<Attribute>> changes) {
      last.updateAndGet(session -> session.after(changes));
    }
  }

  /** The session is over. */
  record Ended(SessionId id) implements Phase {}
}
