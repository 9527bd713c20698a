package io.culvert.connector.wire;

/** How a request ended, seen from the protocol (FastCGI Specification 1.0 §5.5). */
public enum ProtocolStatus {
  REQUEST_COMPLETE(0),
  CANT_MPX_CONN(1),
  OVERLOADED(2),
  UNKNOWN_ROLE(3);

  private final int number;

  ProtocolStatus(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }
}
