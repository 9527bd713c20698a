package io.culvert.sample.transfer;

import java.io.IOException;

/**
 * A body that is not what multipart/form-data (RFC 7578) says it should be, or exceeds what is
 * accepted of it.
 */
final class MalformedMultipartException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMultipartException(String message) {
    super(message);
  }
}
