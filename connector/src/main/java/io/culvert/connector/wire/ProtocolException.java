package io.culvert.connector.wire;

import java.io.IOException;

/**
 * The peer sent bytes that are not FastCGI 1.0. There is no way to find the next record, so the
 * connection has to be closed: a peer that is out of step could otherwise smuggle whole requests.
 */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A message names the rule that was broken and what was found instead. */
  public ProtocolException(String message) {
    super(message);
  }
}
