package io.culvert.container.cli;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Damage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code culvert cache verify}: whether everything is as it was built. */
@Command(
    name = "verify",
    header = "Reads all of the build cache and names what is not as it was built.",
    description = {
      "Nothing is changed. Servers never use such a thing, but build it anew when they need it.",
      "The exit code is 0 if all is well, 1 if something is damaged."
    })
final class CacheVerifyCommand implements Callable<Integer> {
  private final CacheFolder folder;
  private final Surroundings.Streams streams;

  @Spec private CommandSpec spec = CommandSpec.create();

  CacheVerifyCommand(Surroundings surroundings) {
    this.folder = new CacheFolder(surroundings);
    this.streams = surroundings.streams();
  }

  @Override
  public Integer call() {
    return folder.open(spec.commandLine().getParseResult(), (cache, _) -> verify(cache));
  }

  private int verify(BuildCache cache) throws IOException {
    PrintWriter out = streams.outWriter();
    List<Damage> damages = cache.verify();
    for (Damage damage : damages) {
      out.printf("%s: %s%n", damage.key(), damage.problem().replaceAll("\\p{Cntrl}", "?"));
    }
    if (damages.isEmpty()) {
      out.printf("All %d are as they were built.%n", cache.list().size());
      return ExitCode.SUCCESS;
    }
    String count = damages.size() == 1 ? "1 is damaged." : damages.size() + " are damaged.";
    out.println(streams.style().bad(count));
    return ExitCode.FAILURE;
  }
}
