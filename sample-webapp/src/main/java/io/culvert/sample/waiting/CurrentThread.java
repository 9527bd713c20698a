package io.culvert.sample.waiting;

/** The name and kind of the thread that asks, for pages that show who did the work. */
final class CurrentThread {
  private CurrentThread() {}

  static String describe() {
    Thread thread = Thread.currentThread();
    String name = thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName();
    return name + (thread.isVirtual() ? " (virtual)" : " (platform)");
  }
}
