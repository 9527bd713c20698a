package io.culvert.session.redis;

import io.culvert.session.SessionId;
import java.time.Instant;

/**
 * That the client of a session was heard of, which Redis has not been told.
 *
 * @param calls of the application
 * @param since since when the session is idle, as Redis knows it: it has not been over since then
 * @param lastAccessed when the request came
 * @param now when the client was heard of
 */
record Visit(Calls calls, SessionId id, Instant since, Instant lastAccessed, Instant now) {
  /** The same for an earlier one, too, of which Redis has not been told either. */
  Visit after(Visit earlier) {
    return new Visit(calls, id, earlier.since, lastAccessed, now);
  }

  Script.Call call() {
    return calls.touch(id, since, lastAccessed, now);
  }
}
