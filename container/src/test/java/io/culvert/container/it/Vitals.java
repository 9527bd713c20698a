package io.culvert.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds on to.
 *
 * @param heapKib what a full collection leaves of the heap
 * @param descriptors open files and sockets
 * @param threads of the kernel
 */
record Vitals(long heapKib, long descriptors, long threads) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** Reads them after a full collection. */
  static Vitals of(long pid, Path folder) throws IOException, InterruptedException {
    jcmd(folder, pid, "GC.run");
    String heap = jcmd(folder, pid, "GC.heap_info");
    // what follows is not heap
    Matcher used = USED.matcher(heap.split("Metaspace", 2)[0]);
    long kib = used.results().mapToLong(match -> Long.parseLong(match.group(1))).sum();
    if (kib == 0) {
      throw new AssertionError("jcmd does not say how much heap is used: " + heap);
    }
    return new Vitals(kib, entries(Path.of("/proc", Long.toString(pid), "fd")), threads(pid));
  }

  /** The threads of a process that runs. */
  static long threads(long pid) {
    try {
      return entries(Path.of("/proc", Long.toString(pid), "task"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jcmd(Path folder, long pid, String command)
      throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Ran ran = Ran.of(folder, Map.of(), List.of(program, Long.toString(pid), command));
    if (ran.status() != 0) {
      throw new AssertionError("jcmd " + command + " failed: " + ran.out() + ran.err());
    }
    return ran.out();
  }

  private static long entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
