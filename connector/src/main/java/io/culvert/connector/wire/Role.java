package io.culvert.connector.wire;

/** What a front end asks the application to be (FastCGI Specification 1.0 §6). */
public enum Role {
  RESPONDER(1),
  AUTHORIZER(2),
  FILTER(3),
  /** A number that the specification does not define. */
  UNKNOWN(0);

  private final int number;

  Role(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  static Role of(int number) {
    return switch (number) {
      case 1 -> RESPONDER;
      case 2 -> AUTHORIZER;
      case 3 -> FILTER;
      default -> UNKNOWN;
    };
  }
}
