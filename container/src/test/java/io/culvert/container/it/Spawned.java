package io.culvert.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process this test started, with all it prints in one file, and ended with the test. */
final class Spawned implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;

  private final String name;
  private final Process process;
  private final Path output;

  private Spawned(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static Spawned start(Path folder, String name, Map<String, String> environment, List<String> line)
      throws IOException {
    Path output = folder.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    return new Spawned(name, builder.start(), output);
  }

  /** Waits until the condition holds; fails at once when the process ends before. */
  Spawned awaitUntil(BooleanSupplier ready) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + output());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(name + " did not get ready:\n" + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return this;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the process to end. */
  void terminate() {
    process.destroy();
  }

  /** The exit status, once the process has ended. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(15, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
