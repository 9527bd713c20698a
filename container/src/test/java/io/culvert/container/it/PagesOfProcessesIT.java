package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.Main;
import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Listed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of one WAR, wanted by several processes that start at once. */
class PagesOfProcessesIT {
  private static final int PROCESSES = 10;
  private static final int PAGES = 6;
  private static final Pattern REPORT =
      Pattern.compile(
          "shop\\.war: %d pages: (\\d+) compiled, (\\d+) compiled before, in .*".formatted(PAGES));

  @TempDir Path folder;
  private final List<Spawned> processes = new ArrayList<>();

  @BeforeEach
  void pack() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war()))) {
      for (int page = 0; page < PAGES; page++) {
        put(zip, "page%d.jsp".formatted(page), "<%@ include file=\"/WEB-INF/head.jspf\" %>" + page);
      }
      put(zip, "WEB-INF/head.jspf", "head");
    }
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void end() {
    processes.forEach(Spawned::close);
  }

  private Path war() {
    return folder.resolve("shop.war");
  }

  /** A process that compiles all pages, as a server that starts does. */
  private Spawned start(String name) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Main.class.getName(),
            "precompile",
            "--work",
            folder.resolve("work-" + name).toString(),
            "--cache",
            folder.resolve("cache").toString(),
            war().toString());
    Spawned process = Spawned.start(folder, name, Map.of(), line);
    processes.add(process);
    return process;
  }

  /** How many pages it has compiled; the others it has found. */
  private static int compiled(Spawned process) throws InterruptedException {
    assertEquals(0, process.exitStatus(), process::output);
    Matcher report =
        process
            .output()
            .lines()
            .map(REPORT::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .orElseThrow(() -> new AssertionError(process.output()));
    assertEquals(PAGES, Integer.parseInt(report.group(1)) + Integer.parseInt(report.group(2)));
    return Integer.parseInt(report.group(1));
  }

  @Test
  void tenProcessesThatStartAtOnceCompileEachPageOnceBetweenThem() throws Exception {
    for (int i = 0; i < PROCESSES; i++) {
      start("process" + i);
    }
    int compiled = 0;
    for (Spawned process : processes) {
      compiled += compiled(process);
    }
    assertEquals(PAGES, compiled);
    try (BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system())) {
      assertEquals(List.of(), cache.verify());
      List<Listed> all = cache.list();
      assertEquals(1, all.stream().filter(each -> each.key().kind() == Kind.WAR).count());
      assertTrue(all.stream().noneMatch(Listed::inUse), "all of them have ended");
    }
    assertEquals(0, compiled(start("next")), "and the next one compiles nothing");
  }
}
