package io.culvert.container.deploy.pages;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to the pages of one application. */
final class PageCounters {
  private final LongAdder compiled = new LongAdder();
  private final LongAdder atRequestTime = new LongAdder();
  private final Set<String> compiledHere = ConcurrentHashMap.newKeySet();
  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  void compiled(String page, boolean ahead) {
    compiled.increment();
    if (!ahead) {
      atRequestTime.increment();
    }
    compiledHere.add(page);
    failed.remove(page);
  }

  void found(String page) {
    if (!compiledHere.contains(page)) {
      found.add(page);
    }
    failed.remove(page);
  }

  void failed(String page) {
    failed.add(page);
  }

  PageStatistics statistics(long pages) {
    return new PageStatistics(
        pages, compiled.sum(), found.size(), failed.size(), atRequestTime.sum());
  }
}
