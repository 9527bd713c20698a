package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Collected;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Listed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One build cache, used by several processes at once. */
class BuildCacheIT {
  private static final int PROCESSES = 10;
  private static final Pattern BUILT = Pattern.compile("built (\\d+) hits (\\d+) waits (\\d+)");

  @TempDir Path folder;
  private final List<User> users = new ArrayList<>();

  /** A process, and what it says. */
  private record User(Process process, BufferedReader out) {
    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    String line() throws IOException {
      return String.valueOf(out.readLine());
    }

    int built() throws IOException {
      String line = line();
      Matcher matcher = BUILT.matcher(line);
      assertTrue(matcher.matches(), line);
      return Integer.parseInt(matcher.group(1));
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    for (User user : users) {
      user.process().destroyForcibly();
      assertTrue(user.process().waitFor(60, TimeUnit.SECONDS));
    }
  }

  private User start(String task, String... before) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>(List.of(before));
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            CacheUser.class.getName(),
            task,
            folder.resolve("cache").toString(),
            folder.resolve("log").toString()));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    User user = new User(process, process.inputReader(StandardCharsets.UTF_8));
    users.add(user);
    return user;
  }

  private static User ready(User user) throws IOException {
    assertEquals("ready", user.line());
    return user;
  }

  @Test
  void tenProcessesThatStartAtOnceBuildEachThingOnceBetweenThem() throws IOException {
    for (int i = 0; i < PROCESSES; i++) {
      start("build");
    }
    for (User user : users) {
      ready(user);
    }
    for (User user : users) {
      user.go();
    }
    int built = 0;
    for (User user : users) {
      built += user.built();
    }
    List<String> log = Files.readAllLines(folder.resolve("log"));
    Set<String> different = new TreeSet<>(log);
    assertEquals(CacheUser.PAGES + 1, different.size());
    assertEquals(different.size(), log.size(), "nothing is built twice: " + log);
    assertEquals(different.size(), built);

    User next = ready(start("build"));
    next.go();
    assertEquals(0, next.built(), "and the next one builds nothing");
  }

  @Test
  void whoWaitsForABuilderThatIsKilledBuildsItself() throws Exception {
    User builder = ready(start("hang"));
    builder.go();
    assertEquals("building", builder.line());
    try (BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system())) {
      assertEquals(1, unfinished(), "what is being built is not swept");
      CompletableFuture<Entry> waiting = CompletableFuture.supplyAsync(() -> entry(cache));
      builder.process().destroyForcibly();
      Entry entry = waiting.get(60, TimeUnit.SECONDS);
      assertEquals("whole", Files.readString(entry.folder().resolve("built.txt")));
      assertFalse(Files.exists(entry.folder().resolve("half.txt")));
    }
    BuildCache.open(folder.resolve("cache"), InstantSource.system()).close();
    assertEquals(0, unfinished(), "what was left is swept");
  }

  private static Entry entry(BuildCache cache) {
    try {
      return cache.entry(
          CacheUser.war(),
          "shop.war",
          content -> Files.writeString(content.resolve("built.txt"), "whole"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatAnotherProcessUsesIsNotCollectedUntilItEnds() throws Exception {
    User user = ready(start("keep"));
    user.go();
    assertEquals("keeping", user.line());
    try (BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system())) {
      assertTrue(cache.list().stream().allMatch(Listed::inUse));
      assertEquals(new Collected(0, 0, CacheUser.PAGES + 1), cache.clear());
      user.process().destroyForcibly();
      assertTrue(user.process().waitFor(60, TimeUnit.SECONDS));
      assertEquals(CacheUser.PAGES + 1, cache.clear().entries());
    }
  }

  @Test
  void aDiskThatTakesNoMoreIsSaidSoAndNothingIsLeft() throws IOException {
    // a bound on the size of files stands for a full disk: writes fail in their midst in both
    User user = ready(start("write", "sh", "-c", "ulimit -f 2048; exec \"$@\"", "sh"));
    user.go();
    String said = user.line();
    assertTrue(said.contains("cannot build the war of shop.war: File too large"), said);
    assertEquals(0, unfinished());
    try (BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system())) {
      assertEquals(0, cache.list().size());
      assertEquals("whole", Files.readString(entry(cache).folder().resolve("built.txt")));
    }
  }

  private long unfinished() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("cache/transit"))) {
      return all.count();
    }
  }
}
