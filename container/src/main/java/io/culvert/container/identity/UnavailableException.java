package io.culvert.container.identity;

/**
 * Users cannot be asked for at the moment: nobody is let in, and nobody is told that a password was
 * wrong. Unchecked, for it has to pass through the servlet engine.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is not available. */
  public UnavailableException(String message) {
    super(message);
  }

  /** Says what is not available and why. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
