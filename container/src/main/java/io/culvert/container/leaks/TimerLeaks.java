package io.culvert.container.leaks;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Consumer;

/** Timers whose tasks are the application's, or that were made while it was the context. */
record TimerLeaks(Ownership owner) {
  private static final String TIMER = "java.util.TimerThread";

  /** Cancels them as {@link java.util.Timer#cancel} would, to which there is no way from here. */
  void cancel(Consumer<String> cancelled) {
    ThreadLeaks threads = new ThreadLeaks(owner);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getClass().getName().equals(TIMER)
          && threads.reason(thread).isPresent()
          && cancel(thread)) {
        cancelled.accept("the java.util.Timer '%s' was not cancelled".formatted(thread.getName()));
      }
    }
  }

  private static boolean cancel(Thread timer) {
    Optional<Object> queue = Peek.at(timer.getClass(), timer, "queue");
    if (queue.isEmpty()) {
      return false;
    }
    try {
      Field goesOn = timer.getClass().getDeclaredField("newTasksMayBeScheduled");
      Method clear = queue.get().getClass().getDeclaredMethod("clear");
      if (!goesOn.trySetAccessible() || !clear.trySetAccessible()) {
        return false;
      }
      synchronized (queue.get()) { // the timer's own lock for its tasks
        goesOn.setBoolean(timer, false);
        clear.invoke(queue.get());
        queue.get().notifyAll();
      }
      return true;
    } catch (ReflectiveOperationException _) {
      return false;
    }
  }
}
