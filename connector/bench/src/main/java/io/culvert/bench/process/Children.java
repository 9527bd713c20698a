package io.culvert.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Starts processes and ends all of them, the last one first. Their output goes to files in one
 * folder; their standard input stays open as long as this process lives, so that those who read it
 * notice even a kill -9.
 */
public final class Children implements AutoCloseable {
  private final Path logs;

  /**
   * Guards {@code living} and {@code closed}, so that nothing is started behind the back of close.
   * Held while a process starts and while all are ended, which is bounded; never while one runs.
   */
  private final Object lock = new Object();

  private final Deque<Child> living = new ArrayDeque<>();
  private boolean closed;

  /** Output of the processes goes to {@code logs/NAME.log}; the folder must exist. */
  public Children(Path logs) {
    this.logs = logs;
  }

  /**
   * Starts a process that runs until the run ends.
   *
   * @throws BenchException when it can't be started
   */
  public Child start(String name, List<String> command) throws BenchException {
    Path output = logs.resolve(name + ".log");
    synchronized (lock) {
      if (closed) {
        throw new BenchException("the run was ended, " + name + " is not started");
      }
      Child child = new Child(name, launch(name, command, output), output);
      living.push(child);
      return child;
    }
  }

  /**
   * Runs a command to its end.
   *
   * @return its standard output and standard error
   * @throws BenchException when it can't be started, exceeds the limit or ends with a code but 0
   */
  public String run(String name, Duration limit, List<String> command)
      throws BenchException, InterruptedException {
    Child child = start(name, command);
    try {
      return child.outputAtEnd(limit);
    } finally {
      child.end();
      synchronized (lock) {
        living.remove(child);
      }
    }
  }

  /** Ends every process that still runs; nothing can be started afterwards. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      while (!living.isEmpty()) {
        living.pop().end();
      }
    }
  }

  /** Whether the run was ended, so that failures mean nothing more. */
  public boolean closed() {
    synchronized (lock) {
      return closed;
    }
  }

  private static Process launch(String name, List<String> command, Path output)
      throws BenchException {
    File log = output.toFile();
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.to(log))
          .start();
    } catch (IOException e) {
      throw new BenchException(name + " can't be started: " + e.getMessage(), e);
    }
  }
}
