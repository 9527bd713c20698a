package io.culvert.container.session;

import io.undertow.server.session.SessionConfig;
import java.time.Instant;

/**
 * That a request belongs to a session; kept at its exchange, so it is noted once per request
 * however often the session is asked for.
 *
 * @param session the session
 * @param config how the id is exchanged with the client
 * @param arrived when the request came
 * @param created whether this very request made the session: then the client knows nothing of it
 *     yet and has not come back
 */
record Visit(StoreSession session, SessionConfig config, Instant arrived, boolean created) {}
