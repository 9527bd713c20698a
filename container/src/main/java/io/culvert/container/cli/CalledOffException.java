package io.culvert.container.cli;

import java.io.Serial;

/** A server was asked to end before it served; what it had opened is closed. */
public final class CalledOffException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  CalledOffException() {
    super("the server was asked to end before it served");
  }
}
