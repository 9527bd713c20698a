package io.culvert.sample.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;

/**
 * What the page shows of a session.
 *
 * @param present whether there is one
 * @param id its id, empty without a session
 * @param fresh whether the client has not yet sent its id back
 * @param visits how often it was counted
 * @param created when it began
 * @param lastAccessed when its previous request came
 * @param maxInactiveSeconds how long it survives without requests
 * @param cameByCookie whether the id of this request came as a cookie
 * @param staleId whether the client named a session that does not exist (any more)
 */
public record SessionView(
    boolean present,
    String id,
    boolean fresh,
    int visits,
    Instant created,
    Instant lastAccessed,
    int maxInactiveSeconds,
    boolean cameByCookie,
    boolean staleId) {

  static SessionView of(HttpServletRequest request) {
    boolean stale = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    // false: looking at a session must not create one
    HttpSession session = request.getSession(false);
    if (session == null) {
      return new SessionView(false, "", false, 0, Instant.EPOCH, Instant.EPOCH, 0, false, stale);
    }
    return new SessionView(
        true,
        session.getId(),
        session.isNew(),
        session.getAttribute(SessionServlet.VISITS) instanceof Integer visits ? visits : 0,
        Instant.ofEpochMilli(session.getCreationTime()),
        Instant.ofEpochMilli(session.getLastAccessedTime()),
        session.getMaxInactiveInterval(),
        request.isRequestedSessionIdFromCookie(),
        stale);
  }
}
