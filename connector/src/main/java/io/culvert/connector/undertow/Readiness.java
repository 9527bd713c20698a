package io.culvert.connector.undertow;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.xnio.XnioIoThread;

/**
 * Calls a conduit's listener on the I/O thread, again and again while it is resumed and there is
 * something to do, as a selector would. Any thread may call.
 */
final class Readiness {
  private final XnioIoThread thread;
  private final Consumer<Runnable> condition;
  private final Runnable listener;
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile boolean resumed;

  /**
   * @param condition calls what it is given once, as soon as there is something to do
   * @param listener told so on the I/O thread; suspends this when it wants no more
   */
  Readiness(XnioIoThread thread, Consumer<Runnable> condition, Runnable listener) {
    this.thread = thread;
    this.condition = condition;
    this.listener = listener;
  }

  void resume() {
    resumed = true;
    arm();
  }

  void suspend() {
    resumed = false;
  }

  boolean isResumed() {
    return resumed;
  }

  /** Resumes, and calls the listener once even if there is nothing to do. */
  void wakeup() {
    resumed = true;
    post();
  }

  private void arm() {
    if (armed.compareAndSet(false, true)) {
      condition.accept(this::post);
    }
  }

  private void post() {
    try {
      thread.execute(this::ready);
    } catch (RejectedExecutionException _) {
      // the server is being shut down: there is nobody left to tell
    }
  }

  private void ready() {
    armed.set(false);
    if (!resumed) {
      return;
    }
    listener.run();
    if (resumed) {
      arm();
    }
  }
}
