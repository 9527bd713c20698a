package io.culvert.container.leaks;

import java.util.List;
import java.util.TreeSet;

/** Looks for what keeps the classes of an ended application in memory. */
public final class Leaks {
  private Leaks() {}

  /**
   * Names what holds a class loader, its classes or their objects, as far as it can be found from
   * the roots of the runtime: threads and what they run and hold, shutdown hooks, MBeans, log
   * handlers and the runtime's singletons. It walks all threads, so it is for when an application
   * has ended, not for every second.
   *
   * @return one sentence each, in alphabetical order, each once
   */
  public static List<String> of(ClassLoader loader) {
    Ownership owner = new Ownership(loader);
    TreeSet<String> culprits = new TreeSet<>();
    new ThreadLeaks(owner).find(culprits::add);
    new RuntimeLeaks(owner).find(culprits::add);
    return List.copyOf(culprits);
  }
}
