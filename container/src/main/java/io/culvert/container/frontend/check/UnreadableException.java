package io.culvert.container.frontend.check;

/** A configuration that can't be read; the message is made for the operator. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }

  UnreadableException(Place place, String message) {
    super(place + ": " + message);
  }
}
