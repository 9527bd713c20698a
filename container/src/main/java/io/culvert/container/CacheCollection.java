package io.culvert.container;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Collected;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Takes out of the build cache, once, what no application has used for long. Begun when
 * applications have started, for then what they use is known; requests are served meanwhile.
 */
final class CacheCollection {
  private static final Logger LOG = Logger.getLogger(CacheCollection.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;

  private CacheCollection(Thread thread) {
    this.thread = thread;
  }

  static CacheCollection start(BuildCache cache, Duration keep) {
    return new CacheCollection(
        Thread.ofPlatform()
            .name("cache-collection")
            .daemon()
            .start(() -> collect(cache, Instant.now().minus(keep))));
  }

  private static void collect(BuildCache cache, Instant since) {
    try {
      Collected collected = cache.collect(since);
      if (collected.entries() > 0) {
        LOG.infof(
            "%d builds that nobody has used since %s are gone, %d are left",
            collected.entries(), since, collected.kept());
      }
    } catch (IOException e) {
      LOG.warnf("what nobody has used for long stays in the build cache: %s", e.getMessage());
    }
  }

  /** Waits for the end; not for ever, for a disk can hang. */
  void close() throws InterruptedException {
    thread.join(PATIENCE);
  }
}
