package io.culvert.container.buildcache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A cache in a temporary folder, and a builder that counts. */
final class Stock implements AutoCloseable {
  static final Key SHOP = Key.of(Kind.WAR, "shop");
  private static final String TEXT = "the same, however often it is built";

  final AtomicInteger built = new AtomicInteger();
  final Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private BuildCache cache;

  Stock(Path folder) throws IOException {
    this.folder = folder;
    this.cache = open();
  }

  private BuildCache open() throws IOException {
    InstantSource clock = () -> now;
    return BuildCache.open(folder, clock);
  }

  BuildCache cache() {
    return cache;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** As another process of a later time would. */
  void reopen() throws IOException {
    cache.close();
    cache = open();
  }

  Entry shop() throws IOException {
    return get(cache, SHOP);
  }

  Entry get(Builds builds, Key key) throws IOException {
    return builds.entry(key, "shop.war", this::build);
  }

  void build(Path content) throws IOException {
    built.incrementAndGet();
    Files.createDirectories(content.resolve("WEB-INF/empty"));
    Files.writeString(content.resolve("WEB-INF/a.txt"), TEXT);
    Files.writeString(content.resolve("line\nfeed \\ ü.txt"), "");
  }

  /** Changes a file of what was built, as no honest program does. */
  static Path openForDamage(Entry entry) {
    Path file = entry.folder().resolve("WEB-INF/a.txt");
    if (!file.toFile().setWritable(true)) {
      throw new AssertionError(file + " cannot be made writable");
    }
    return file;
  }

  static boolean isWhole(Entry entry) throws IOException {
    return Files.readString(entry.folder().resolve("WEB-INF/a.txt")).equals(TEXT)
        && Files.isDirectory(entry.folder().resolve("WEB-INF/empty"))
        && Files.exists(entry.folder().resolve("line\nfeed \\ ü.txt"));
  }

  long unfinished() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("transit"))) {
      return all.count();
    }
  }

  @Override
  public void close() throws IOException {
    cache.close();
  }
}
