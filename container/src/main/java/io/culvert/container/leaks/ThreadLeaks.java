package io.culvert.container.leaks;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that an application has left behind, and values of its classes that threads hold. */
record ThreadLeaks(Ownership owner) {
  private static final String TIMER = "java.util.TimerThread";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor$Worker";

  void find(Consumer<String> culprits) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.equals(Thread.currentThread())) {
        continue;
      }
      reason(thread)
          .ifPresent(
              why -> culprits.accept("%s '%s' %s".formatted(kind(thread), thread.getName(), why)));
      variables(thread, "threadLocals", culprits);
      variables(thread, "inheritableThreadLocals", culprits);
    }
  }

  /** Why a thread keeps the application in memory. */
  Optional<String> reason(Thread thread) {
    if (owner.covers((Object) thread)) {
      return Optional.of("is a %s of the application".formatted(thread.getClass().getName()));
    }
    Optional<Object> task = task(thread);
    if (task.filter(owner::covers).isPresent()) {
      return Optional.of("runs %s".formatted(task.get().getClass().getName()));
    }
    return owner.covers(thread.getContextClassLoader())
        ? Optional.of("has the application's class loader as its context")
        : Optional.empty();
  }

  private static Optional<Object> task(Thread thread) {
    return Peek.at(Thread.class, thread, "holder")
        .flatMap(holder -> Peek.at(holder.getClass(), holder, "task"));
  }

  private static String kind(Thread thread) {
    if (thread.getClass().getName().equals(TIMER)) {
      return "the thread of a java.util.Timer";
    }
    boolean pooled =
        task(thread).filter(task -> task.getClass().getName().equals(POOL)).isPresent();
    return pooled ? "the thread of an executor" : "the thread";
  }

  private void variables(Thread thread, String field, Consumer<String> culprits) {
    Object[] table =
        Peek.at(Thread.class, thread, field)
            .flatMap(map -> Peek.at(map.getClass(), map, "table"))
            .filter(Object[].class::isInstance)
            .map(Object[].class::cast)
            .orElse(new Object[0]);
    for (@Nullable Object entry : table) {
      if (entry != null) {
        variable(thread, entry, culprits);
      }
    }
  }

  private void variable(Thread thread, Object entry, Consumer<String> culprits) {
    Object value = Peek.at(entry.getClass(), entry, "value").orElse("");
    if (owner.covers(value)) {
      culprits.accept(
          "a ThreadLocal of the thread '%s' holds a %s"
              .formatted(thread.getName(), value.getClass().getName()));
    }
  }
}
