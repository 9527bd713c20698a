package io.culvert.container.cli;

import picocli.CommandLine.Option;

/** Whether a command waits until the server has done what it was asked for. */
final class Waiting {
  @Option(
      names = "--no-wait",
      description =
          "Returns when the server has begun. Its log and 'culvert status' tell what comes of it.")
  private boolean refused;

  boolean isWanted() {
    return !refused;
  }
}
