package io.culvert.bench.measure;

import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Child;
import io.culvert.bench.process.Children;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a full collection leaves of the heap of a JVM, as {@code jcmd} tells it. */
public final class Heap {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

  private final Children children;

  /** Runs {@code jcmd} among {@code children}. */
  public Heap(Children children) {
    this.children = children;
  }

  /**
   * Collects, and returns how many bytes are used then.
   *
   * @throws BenchException when the server does not react, as one without memory may
   */
  public long usedBytes(Child server) throws BenchException, InterruptedException {
    String pid = Long.toString(server.pids().getFirst());
    jcmd(pid, "GC.run");
    // what follows is not heap
    Matcher used = USED.matcher(jcmd(pid, "GC.heap_info").split("Metaspace", 2)[0]);
    return 1024 * used.results().mapToLong(match -> Long.parseLong(match.group(1))).sum();
  }

  private String jcmd(String pid, String command) throws BenchException, InterruptedException {
    return children.run("jcmd", LIMIT, List.of(JCMD, pid, command));
  }
}
