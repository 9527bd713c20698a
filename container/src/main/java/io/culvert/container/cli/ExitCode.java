package io.culvert.container.cli;

/** What the commands' exit codes mean. */
final class ExitCode {
  static final int SUCCESS = 0;

  /** What was asked for did not succeed. */
  static final int FAILURE = 1;

  /** The command line, the configuration or an address can't be used. */
  static final int USAGE = 2;

  /** There is no server that could be asked, or it is not clear which one. */
  static final int NO_SERVER = 3;

  private ExitCode() {}
}
