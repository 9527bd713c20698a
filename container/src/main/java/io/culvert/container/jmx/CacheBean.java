package io.culvert.container.jmx;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.CacheStatistics;
import io.culvert.container.buildcache.Collected;
import io.culvert.container.buildcache.Listed;
import io.culvert.container.buildcache.Removal;
import io.culvert.container.jmx.Answer.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code io.culvert:type=BuildCache}. Any thread; the disk is read at most once a second. */
public final class CacheBean implements CacheMXBean {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final String ANSWER = "%d %s, %d bytes; %d kept";

  private final BuildCache cache;
  private final Path folder;
  private final Duration keep;
  private final InstantSource clock;

  /** Guarded by this, under which the disk is read, so that nobody reads it twice at once. */
  private Optional<Reading> latest = Optional.empty();

  private record Reading(Instant when, CacheStatistics statistics) {}

  private CacheBean(BuildCache cache, Path folder, Duration keep, InstantSource clock) {
    this.cache = cache;
    this.folder = folder;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * Registers the bean.
   *
   * @param folder where the cache is
   * @param keep how long what no application uses is kept
   */
  public static void register(
      MBeans beans, BuildCache cache, Path folder, Duration keep, InstantSource clock) {
    beans.register("BuildCache", CacheMXBean.class, new CacheBean(cache, folder, keep, clock));
  }

  /** A read, write or look at the disk. */
  @FunctionalInterface
  private interface Look<T> {
    T at() throws IOException;
  }

  private static <T> T from(Look<T> look) {
    try {
      return look.at();
    } catch (IOException e) {
      throw new UncheckedIOException("the build cache cannot be read: " + e.getMessage(), e);
    }
  }

  /** A client reads one attribute after the other. */
  private synchronized CacheStatistics statistics() {
    Instant now = clock.instant();
    if (latest.isEmpty() || latest.get().when().plus(FRESH).isBefore(now)) {
      latest = Optional.of(new Reading(now, from(cache::statistics)));
    }
    return latest.orElseThrow().statistics();
  }

  @Override
  public String getFolder() {
    return folder.toString();
  }

  @Override
  public long getKeepHours() {
    return keep.toHours();
  }

  @Override
  public long getEntries() {
    return statistics().entries();
  }

  @Override
  public long getBytes() {
    return statistics().bytes();
  }

  @Override
  public long getHits() {
    return statistics().hits();
  }

  @Override
  public long getMisses() {
    return statistics().misses();
  }

  @Override
  public SortedMap<String, Long> getBuilt() {
    SortedMap<String, Long> built = new TreeMap<>();
    statistics().builds().forEach((kind, count) -> built.put(kind.toString(), count));
    return built;
  }

  @Override
  public long getBuildMillis() {
    return statistics().building().toMillis();
  }

  @Override
  public long getFailures() {
    return statistics().failures();
  }

  @Override
  public long getWaits() {
    return statistics().waits();
  }

  @Override
  public long getDamaged() {
    return removals(Removal.CORRUPT);
  }

  @Override
  public long getCollected() {
    return removals(Removal.GARBAGE);
  }

  private long removals(Removal reason) {
    return statistics().removals().getOrDefault(reason, 0L);
  }

  @Override
  public long getEvictedBySessions() {
    return statistics().evicted();
  }

  @Override
  public List<String> verify() {
    return from(cache::verify).stream()
        .map(damage -> "%s: %s".formatted(damage.key(), damage.problem()))
        .toList();
  }

  @Override
  public Answer collectGarbage(boolean dryRun) {
    Instant since = clock.instant().minus(keep);
    return dryRun ? wouldBeCollected(since) : collected(since);
  }

  private Answer collected(Instant since) {
    Collected collected = from(() -> cache.collect(since));
    return new Answer(
        collected.entries() == 0 ? Result.UNCHANGED : Result.DONE,
        ANSWER.formatted(collected.entries(), "removed", collected.bytes(), collected.kept()));
  }

  private Answer wouldBeCollected(Instant since) {
    List<Listed> all = from(cache::list);
    List<Listed> garbage = all.stream().filter(each -> each.isGarbage(since)).toList();
    long bytes = garbage.stream().mapToLong(Listed::bytes).sum();
    return new Answer(
        Result.UNCHANGED,
        ANSWER.formatted(garbage.size(), "would be removed", bytes, all.size() - garbage.size()));
  }
}
