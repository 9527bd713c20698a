package io.culvert.container;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/**
 * What is to be undone when the server stops, or when it cannot start: everything that was opened
 * so far, the last first, each once. One thread at a time.
 */
final class Undoing implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Undoing.class);

  private final Deque<Named> steps = new ArrayDeque<>();

  /** One thing to undo. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private record Named(String what, Step step) {}

  /** Adds a step that will run before all earlier ones. */
  void add(String what, Step step) {
    steps.push(new Named(what, step));
  }

  /** Undoes everything; a step that fails is logged and does not keep the others from running. */
  @Override
  public synchronized void close() {
    while (!steps.isEmpty()) {
      Named named = steps.pop();
      try {
        named.step().run();
      } catch (Exception | Error e) {
        LOG.errorf(e, "cannot %s; the server stops nevertheless", named.what());
      }
    }
  }
}
