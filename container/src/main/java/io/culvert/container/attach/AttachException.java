package io.culvert.container.attach;

import java.io.Serial;

/** A process could not be attached to. */
public final class AttachException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The message is made for the operator. */
  public AttachException(String message) {
    super(message);
  }

  /** The message is made for the operator. */
  public AttachException(String message, Throwable cause) {
    super(message, cause);
  }
}
