package io.culvert.connector.connection;

import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.Set;

/** Whatever answers requests: the seam between FastCGI and the servlet engine. */
@FunctionalInterface
public interface Application {
  /**
   * Answers one request. May return before the response has ended and let another thread end it.
   *
   * <p>Runs on a loop's own thread or on one for slow requests. The waits of {@link RequestBody}
   * and {@link ResponseStream} let the loop go on without this thread; any other wait is noticed by
   * the loop's watch after a few milliseconds.
   *
   * @throws IOException as any other throwable: becomes a {@code 500} when nothing was written yet,
   *     a visibly truncated response otherwise
   */
  void serve(FcgiRequest request, ResponseStream response) throws IOException;

  /** The roles that this application plays; requests in another role never come to it. */
  default Set<Role> roles() {
    return Set.of(Role.RESPONDER);
  }
}
