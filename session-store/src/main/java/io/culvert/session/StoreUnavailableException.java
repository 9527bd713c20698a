package io.culvert.session;

/**
 * A store can't be asked at the moment, and does not know by itself what it would have to answer.
 * Nothing has been promised to anybody: what was to be changed may have been changed or not. The
 * message is for the operator.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
