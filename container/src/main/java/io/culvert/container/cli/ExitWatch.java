package io.culvert.container.cli;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Learns which application ends the process. Before anything else {@link Runtime#exit} says to a
 * logger of its own who has called it, on the caller's thread, which may be a virtual one. Any
 * thread.
 */
final class ExitWatch extends Handler {
  /** Kept here, as the log itself forgets loggers that nobody has. */
  private final Logger runtime = Logger.getLogger(Runtime.class.getName());

  private final AtomicReference<Optional<ExitCaller>> caller =
      new AtomicReference<>(Optional.empty());

  /** Begins to listen; nobody else hears what that logger is told. */
  void begin() {
    runtime.setLevel(Level.FINE);
    runtime.setUseParentHandlers(false);
    runtime.addHandler(this);
  }

  /** The first application that has ended the process, if one has. */
  Optional<ExitCaller> caller() {
    return caller.get();
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getThrown() != null) {
      StackTraceElement[] stack = entry.getThrown().getStackTrace();
      String thread = Thread.currentThread().getName();
      Optional<ExitCaller> found = ExitCaller.in(stack, thread.isEmpty() ? "virtual" : thread);
      caller.updateAndGet(first -> first.isPresent() ? first : found);
    }
  }

  @Override
  public void flush() {
    // nothing is kept back
  }

  @Override
  public void close() {
    // nothing is open
  }
}
