package io.culvert.container.cli;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Collected;
import io.culvert.container.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code culvert cache gc}: removes what nobody needs. */
@Command(
    name = "gc",
    header = "Removes what no application has used for the time cache-keep.",
    description = "What a server uses at this moment always stays.")
final class CacheGcCommand implements Callable<Integer> {
  private final CacheFolder folder;
  private final PrintWriter out;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--all",
      description = "Removes all that no server uses at this moment, however new it is.")
  private boolean all;

  CacheGcCommand(Surroundings surroundings) {
    this.folder = new CacheFolder(surroundings);
    this.out = surroundings.streams().outWriter();
  }

  @Override
  public Integer call() {
    return folder.open(spec.commandLine().getParseResult(), this::collect);
  }

  private int collect(BuildCache cache, ServerConfig.Cache config) throws IOException {
    Collected collected = all ? cache.clear() : cache.collect(Instant.now().minus(config.keep()));
    out.printf(
        "%d removed, %s; %d kept.%n",
        collected.entries(), ByteCount.text(collected.bytes()), collected.kept());
    return ExitCode.SUCCESS;
  }
}
