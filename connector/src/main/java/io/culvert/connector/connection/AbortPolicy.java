package io.culvert.connector.connection;

/**
 * What an {@code ABORT_REQUEST} (FastCGI Specification 1.0 §5.4) means for a request whose body is
 * complete. While its body is still coming, an abort always ends a request.
 */
public enum AbortPolicy {
  /**
   * The request runs on and its answer is sent: HAProxy aborts every request when it is reloaded,
   * and still passes on what is answered.
   */
  AUTO,

  /** The request ends at once, as the specification reads. */
  STRICT
}
