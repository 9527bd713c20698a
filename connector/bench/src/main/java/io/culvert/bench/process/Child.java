package io.culvert.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that the run started, with all that this process started. */
public final class Child {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LINES_SHOWN = 15;

  private final String name;
  private final Process process;
  private final Path output;

  Child(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Process ids of this process and of its descendants at this moment. */
  public List<Long> pids() {
    return tree().map(ProcessHandle::pid).toList();
  }

  /**
   * Does nothing while the process runs.
   *
   * @throws BenchException with the last it wrote when it has ended by itself
   */
  public void mustLive() throws BenchException {
    if (!process.isAlive()) {
      throw new BenchException(
          name + " ended with exit code " + process.exitValue() + ":\n" + lastLines());
    }
  }

  /**
   * Waits for a process that is expected to end soon, and returns what it wrote.
   *
   * @throws BenchException when it takes longer than {@code limit} or reports failure
   */
  String outputAtEnd(Duration limit) throws BenchException, InterruptedException {
    if (!process.waitFor(limit)) {
      throw new BenchException(name + " did not end within " + limit.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      mustLive();
    }
    return written();
  }

  /** Asks the whole tree to end, waits a little, then ends it by force. */
  public void end() {
    List<ProcessHandle> tree = tree().toList();
    tree.forEach(ProcessHandle::destroy);
    tree.forEach(Child::await);
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(Child::await);
  }

  private Stream<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private static void await(ProcessHandle handle) {
    // neither interruption nor a stubborn process may keep us from ending the others
    handle
        .onExit()
        .completeOnTimeout(handle, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> handle)
        .join();
  }

  private String lastLines() {
    List<String> lines = written().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  private String written() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "(its output can't be read: " + e.getMessage() + ")";
    }
  }
}
