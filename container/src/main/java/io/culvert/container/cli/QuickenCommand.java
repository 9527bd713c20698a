package io.culvert.container.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code culvert quicken}, as far as help goes: what it does is done by the script that calls. */
@Command(
    name = "quicken",
    header = "Makes Culvert start quicker on this machine.",
    description = {
      "Starts a server for a moment and has Java write down, beside the folder lib, which classes it",
      "has loaded and how. Later starts use that if Java and the libraries are still the same, and do",
      "without it otherwise. To be called once after an installation or update, by a user who may",
      "write there."
    })
final class QuickenCommand implements Callable<Integer> {
  private final Surroundings.Streams streams;

  QuickenCommand(Surroundings surroundings) {
    this.streams = surroundings.streams();
  }

  @Override
  public Integer call() {
    streams
        .errWriter()
        .println(
            streams.style().bad("'culvert quicken' is done by the script bin/culvert; call that."));
    return ExitCode.USAGE;
  }
}
