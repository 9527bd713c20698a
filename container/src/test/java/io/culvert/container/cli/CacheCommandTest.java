package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
  private final Instant longAgo = Instant.now().minus(Duration.ofDays(40));

  @TempDir Path home;
  private Entry shop;

  @BeforeEach
  void build() throws IOException {
    try (BuildCache cache = open(() -> longAgo)) {
      shop =
          cache.entry(
              Key.of(Kind.WAR, "shop"),
              "shop\u001b.war",
              folder -> Files.writeString(folder.resolve("a.txt"), "x".repeat(2000)));
    }
    try (BuildCache cache = open(InstantSource.system())) {
      cache.entry(Key.of(Kind.CLASS_INDEX, "a"), "a.jar", _ -> {});
    }
  }

  private BuildCache open(InstantSource clock) throws IOException {
    return BuildCache.open(home.resolve("work/cache"), clock);
  }

  private Terminal run(int expected, String... arguments) {
    Terminal terminal = Terminal.without(home);
    assertEquals(expected, terminal.run(arguments), terminal::err);
    return terminal;
  }

  @Test
  void listsWhatThereIs() {
    String[] lines = run(0, "cache", "ls").out().split("\n", -1);
    assertTrue(lines[0].matches("  \\d{4}-.* class-index .* 0 files .* a.jar"), lines[0]);
    assertTrue(lines[1].matches(".* war .* 1 files +2.0 KiB .* shop\\?.war"), lines[1]);
    assertEquals("2 in all, 2.0 KiB", lines[2]);
  }

  @Test
  void marksWhatIsInUse() throws IOException {
    try (BuildCache cache = open(InstantSource.system())) {
      cache.entry(Key.of(Kind.CLASS_INDEX, "a"), "a.jar", _ -> {});
      assertTrue(run(0, "cache", "ls").out().startsWith("* "));
    }
  }

  @Test
  void findsNoDamageWhereThereIsNone() {
    assertEquals("All 2 are as they were built.\n", run(0, "cache", "verify").out());
  }

  @Test
  void namesDamageAndFails() throws IOException {
    Path file = shop.folder().resolve("a.txt");
    assertTrue(file.toFile().setWritable(true));
    Files.writeString(file, "y");
    String said = run(1, "cache", "verify").out();
    assertTrue(said.contains("'a.txt' is not what was built (1 bytes, were 2000)"), said);
    assertTrue(said.endsWith("1 is damaged.\n"), said);
    assertTrue(Files.exists(file), "nothing is changed");
  }

  @Test
  void removesWhatNobodyHasUsedForLong() {
    assertTrue(run(0, "cache", "gc").out().endsWith("; 1 kept.\n"));
    assertFalse(Files.exists(shop.folder()));
    assertEquals("0 removed, 0 B; 1 kept.\n", run(0, "cache", "gc").out());
    assertTrue(run(0, "cache", "gc", "--all").out().startsWith("1 removed"));
  }

  @Test
  void theTimeToKeepIsTheConfigurations() {
    assertTrue(run(0, "cache", "gc", "--cache-keep", "2000h").out().startsWith("0 removed"));
  }

  @Test
  void sayWhereTheyLookedIfThereIsNone() {
    Terminal terminal = run(2, "cache", "ls", "--cache", home.resolve("none").toString());
    assertTrue(terminal.err().startsWith(home.resolve("none") + ": there is no build cache"));
    assertFalse(Files.exists(home.resolve("none")));
  }

  @Test
  void sayWhatCanBeDone() {
    assertTrue(run(2, "cache").err().contains("ls, verify or gc"));
  }
}
