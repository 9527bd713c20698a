package io.culvert.container.it;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.CacheStatistics;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * A process that uses a build cache. It says {@code ready} and waits for a line before it begins;
 * in the end it says how much it has built.
 */
final class CacheUser {
  static final int PAGES = 20;

  private final BuildCache cache;
  private final Path log;

  private CacheUser(BuildCache cache, Path log) {
    this.cache = cache;
    this.log = log;
  }

  /**
   * The arguments are what to do, {@code build}, {@code keep}, {@code hang} or {@code write}, the
   * folder of the cache, and a file that gets a line for each thing that is built.
   */
  public static void main(String[] arguments) throws IOException {
    try (BuildCache cache = BuildCache.open(Path.of(arguments[1]), InstantSource.system())) {
      CacheUser user = new CacheUser(cache, Path.of(arguments[2]));
      System.out.println("ready");
      await();
      switch (arguments[0]) {
        case "hang" -> user.hang();
        case "write" -> user.write();
        case "keep" -> user.keep();
        default -> user.build();
      }
      CacheStatistics statistics = cache.statistics();
      System.out.printf(
          "built %d hits %d waits %d%n", statistics.built(), statistics.hits(), statistics.waits());
    }
  }

  private static void await() throws IOException {
    if (System.in.read() < 0) {
      throw new IOException("nobody is there any more");
    }
  }

  static Key war() {
    return Key.of(Kind.WAR, "shop");
  }

  /** A WAR and its pages, as servers that start at once build them. */
  private void build() throws IOException {
    for (int page = 0; page < PAGES; page++) {
      String name = "page" + page;
      cache.entry(
          Key.of(Kind.PAGE, name),
          name,
          folder -> {
            cache.entry(war(), "shop.war", war -> put(war, "shop"));
            put(folder, name);
          });
    }
  }

  /** Builds, and uses it until it is told to end. */
  private void keep() throws IOException {
    build();
    System.out.println("keeping");
    await();
  }

  private void put(Path folder, String name) throws IOException {
    Files.writeString(folder.resolve("built.txt"), name);
    Files.writeString(log, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Begins to build and does not come to an end. */
  private void hang() throws IOException {
    cache.entry(
        war(),
        "shop.war",
        folder -> {
          Files.writeString(folder.resolve("half.txt"), "half");
          System.out.println("building");
          await();
        });
  }

  /** Builds something large, and says what has come of it. */
  private void write() {
    try {
      cache.entry(
          war(), "shop.war", folder -> Files.write(folder.resolve("large"), new byte[4 << 20]));
      System.out.println("written");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
