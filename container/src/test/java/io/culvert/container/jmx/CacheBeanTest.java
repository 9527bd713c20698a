package io.culvert.container.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheBeanTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeans beans = new MBeans(server);

  @TempDir Path folder;
  private BuildCache cache;
  private ObjectName name;

  @BeforeEach
  void register() throws Exception {
    name = new ObjectName("io.culvert:type=BuildCache");
    cache = BuildCache.open(folder, now::get);
    CacheBean.register(beans, cache, folder, Duration.ofDays(30), now::get);
  }

  @AfterEach
  void close() throws Exception {
    beans.close();
    cache.close();
  }

  private Object read(String attribute) throws Exception {
    return server.getAttribute(name, attribute);
  }

  private String collect(boolean dryRun) throws Exception {
    CompositeData answer =
        (CompositeData)
            server.invoke(name, "collectGarbage", new Object[] {dryRun}, new String[] {"boolean"});
    return answer.get("result") + " " + answer.get("text");
  }

  private void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  /** Builds something that nobody uses any more. */
  private Entry built(String subject) throws IOException {
    try (Lease lease = cache.lease()) {
      return lease.entry(
          Key.of(Kind.PAGE, subject),
          subject,
          into -> Files.writeString(into.resolve("a.txt"), "x".repeat(100)));
    }
  }

  @Test
  void itTellsWhatThereIsAndWhatHappened() throws Exception {
    built("a");
    built("a");
    built("b");
    assertEquals(folder.toString(), read("Folder"));
    assertEquals(720L, read("KeepHours"));
    assertEquals(2L, read("Entries"));
    assertEquals(200L, read("Bytes"));
    assertEquals(1L, read("Hits"));
    assertEquals(2L, read("Misses"));
    assertEquals(0L, read("Failures"));
    assertEquals(0L, read("Damaged"));
    assertEquals(0L, read("EvictedBySessions"));
    TabularData kinds = (TabularData) read("Built");
    assertEquals(2L, kinds.get(new Object[] {"page"}).get("value"));
    assertEquals(0L, kinds.get(new Object[] {"war"}).get("value"));
  }

  @Test
  void garbageIsSeenBeforeItIsCollected() throws Exception {
    built("old");
    pass(Duration.ofDays(31));
    built("new");
    assertEquals("UNCHANGED 1 would be removed, 100 bytes; 1 kept", collect(true));
    assertEquals(2L, read("Entries"));
    pass(Duration.ofSeconds(2));
    String answer = collect(false);
    assertTrue(answer.matches("DONE 1 removed, \\d+ bytes; 1 kept"), answer);
    assertEquals(1L, read("Entries"));
    assertEquals(1L, read("Collected"));
    assertEquals("UNCHANGED 0 removed, 0 bytes; 1 kept", collect(false));
  }

  @Test
  void whatIsInUseIsNoGarbageHoweverOld() throws Exception {
    cache.entry(Key.of(Kind.PAGE, "used"), "used", _ -> {});
    pass(Duration.ofDays(31));
    assertEquals("UNCHANGED 0 would be removed, 0 bytes; 1 kept", collect(true));
  }

  @Test
  void damageIsNamedAndCountedWhenItIsMet() throws Exception {
    Path file = built("a").folder().resolve("a.txt");
    assertTrue(file.toFile().setWritable(true));
    Files.writeString(file, "y");
    String[] found = (String[]) server.invoke(name, "verify", new Object[0], new String[0]);
    assertEquals(1, found.length);
    assertTrue(found[0].endsWith(": 'a.txt' is not what was built (1 bytes, were 100)"), found[0]);
    assertEquals(0L, read("Damaged"));
    built("a");
    pass(Duration.ofSeconds(2));
    assertEquals(1L, read("Damaged"));
    assertEquals(0L, read("EvictedBySessions"), "it has a reason with a name");
  }

  @Test
  void theManualNamesAllThatItHas() throws Exception {
    var info = server.getMBeanInfo(name);
    assertEquals(Manual.documented("BuildCache"), Manual.features(info));
    assertEquals(List.of(), Manual.unexplained(info));
  }
}
