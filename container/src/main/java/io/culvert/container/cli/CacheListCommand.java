package io.culvert.container.cli;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Listed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code culvert cache ls}: what there is. */
@Command(
    name = "ls",
    header = "Lists what is in the build cache, what was used last first.",
    description = "Times are in UTC. What a server uses at this moment has a star.")
final class CacheListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /** As much of a digest as tells one from the other. */
  private static final int DIGITS = 12;

  private final CacheFolder folder;
  private final PrintWriter out;

  @Spec private CommandSpec spec = CommandSpec.create();

  CacheListCommand(Surroundings surroundings) {
    this.folder = new CacheFolder(surroundings);
    this.out = surroundings.streams().outWriter();
  }

  @Override
  public Integer call() {
    return folder.open(spec.commandLine().getParseResult(), (cache, _) -> list(cache));
  }

  private int list(BuildCache cache) throws IOException {
    List<Listed> all =
        cache.list().stream().sorted(Comparator.comparing(Listed::lastUsed).reversed()).toList();
    for (Listed each : all) {
      out.printf(
          "%s %s  %-12s  %s  %6d files  %10s  built in %5d ms  %s%n",
          each.inUse() ? "*" : " ",
          TIME.format(each.lastUsed()),
          each.key().kind(),
          each.key().digest().substring(0, DIGITS),
          each.files(),
          ByteCount.text(each.bytes()),
          each.took().toMillis(),
          printable(each.subject()));
    }
    long bytes = all.stream().mapToLong(Listed::bytes).sum();
    out.printf("%d in all, %s%n", all.size(), ByteCount.text(bytes));
    return ExitCode.SUCCESS;
  }

  /** Names come from WARs, and a terminal obeys control characters. */
  private static String printable(String subject) {
    return subject.replaceAll("\\p{Cntrl}", "?");
  }
}
