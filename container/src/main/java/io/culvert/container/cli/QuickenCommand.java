package io.culvert.container.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code culvert quicken}, as far as help goes: what it does is done by the script that calls. */
@Command(
    name = "quicken",
    header = "Makes Culvert start quicker on this machine.",
    description = {
      "Starts a server for a moment and has Java write down which classes it has loaded and how, beside",
      "the folder lib or, if that cannot be written, in the cache folder of the service or user. The",
      "first 'culvert run' does the same by itself when it serves, at the lowest priority: call this",
      "where servers do not live long enough for it, may not write, or start from an image. Not done, and",
      "not used, with CULVERT_AOT_CACHE=off in the environment."
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
