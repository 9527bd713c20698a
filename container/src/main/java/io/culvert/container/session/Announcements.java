package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import io.undertow.server.session.SessionListeners;
import io.undertow.servlet.core.SessionListenerBridge;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of an application what happens to its sessions: first the servlet engine's
 * bridge to the application's own listeners, then others, and in reverse at the end of a session.
 */
final class Announcements {
  private final Logger log = Logger.getLogger(Announcements.class);
  private final SessionListeners all = new SessionListeners();

  /**
   * All but the bridge. {@code HttpServletRequest.changeSessionId} in the engine tells the
   * application's listeners itself, after the session manager did; with the bridge among those told
   * here they would hear of each change twice.
   */
  private final SessionListeners toldOfIds = new SessionListeners();

  void add(SessionListener listener) {
    all.addSessionListener(listener);
    if (!(listener instanceof SessionListenerBridge)) {
      toldOfIds.addSessionListener(listener);
    }
  }

  void remove(SessionListener listener) {
    all.removeSessionListener(listener);
    toldOfIds.removeSessionListener(listener);
  }

  void created(Session session, @Nullable HttpServerExchange exchange) {
    all.sessionCreated(session, exchange);
  }

  /** A listener that fails can't keep a session alive, nor keep others from ending. */
  void destroyed(
      Session session,
      SessionId id,
      @Nullable HttpServerExchange exchange,
      SessionDestroyedReason reason) {
    try {
      all.sessionDestroyed(session, exchange, reason);
    } catch (RuntimeException | Error e) {
      log.errorf(e, "A listener failed at the end (%s) of session %s, which is over", reason, id);
    }
  }

  void idChanged(Session session, String from) {
    toldOfIds.sessionIdChanged(session, from);
  }

  void attributeSet(Session session, String name, Object value, @Nullable Object replaced) {
    if (replaced == null) {
      all.attributeAdded(session, name, value);
    } else {
      all.attributeUpdated(session, name, value, replaced);
    }
  }

  void attributeRemoved(Session session, String name, Object removed) {
    all.attributeRemoved(session, name, removed);
  }

  /** While a session ends: a value that fails at being unbound doesn't keep the others bound. */
  void attributeUnbound(Session session, SessionId id, String name, Object removed) {
    try {
      all.attributeRemoved(session, name, removed);
    } catch (RuntimeException | Error e) {
      log.errorf(e, "Attribute %s failed to be unbound from session %s, which ends", name, id);
    }
  }
}
