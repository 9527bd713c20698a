package io.culvert.bench.process;

/** The run can't go on, or what it measured would mean nothing; the message says what to do. */
public final class BenchException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what went wrong, where, and what to do, for the one who started the run. */
  public BenchException(String message) {
    super(message);
  }

  /** As above, with the failure beneath. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
