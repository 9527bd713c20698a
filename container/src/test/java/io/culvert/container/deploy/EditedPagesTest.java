package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a folder that a developer works in while it is served. */
class EditedPagesTest {
  private static final int ATTEMPTS = 600;
  private static final Duration PAUSE = Duration.ofMillis(50);

  @TempDir Path folder;
  private AppFolder app;

  @BeforeEach
  void applicationOfLastWeek() throws Exception {
    app = new AppFolder(folder.resolve("app"));
    write("page.jsp", "<%@ include file=\"/WEB-INF/head.jspf\" %> page", 8);
    write("WEB-INF/head.jspf", "head", 8);
    write("WEB-INF/tags/box.tag", "box", 8);
    write("tagged.jsp", "<%@ taglib prefix=\"t\" tagdir=\"/WEB-INF/tags\" %>[<t:box/>]", 8);
  }

  @Test
  void pageIncludeOrTagFileThatChangesIsNoticed() throws Exception {
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
      assertEquals("[box]", pages.text("/tagged.jsp"));
      write("WEB-INF/head.jspf", "new head", 7);
      assertEquals("new head page", awaited(pages, "/page.jsp", "new head page"));
      write("page.jsp", "changed", 7);
      assertEquals("changed", awaited(pages, "/page.jsp", "changed"));
      write("WEB-INF/tags/box.tag", "chest", 7);
      assertEquals("[chest]", awaited(pages, "/tagged.jsp", "[chest]"));
    }
  }

  @Test
  void whatWasBeforeIsNotCompiledAgain() throws Exception {
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
      write("page.jsp", "changed", 7);
      assertEquals("changed", awaited(pages, "/page.jsp", "changed"));
      write("page.jsp", "<%@ include file=\"/WEB-INF/head.jspf\" %> page", 6);
      assertEquals("head page", awaited(pages, "/page.jsp", "head page"));
      assertEquals(2, pages.pages().statistics().compiled());
    }
  }

  @Test
  void pageThatIsDeletedIsGoneAndMayComeBack() throws Exception {
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
      Files.delete(app.root().resolve("page.jsp"));
      for (int i = 0; i < ATTEMPTS && pages.get("/page.jsp").status() != 404; i++) {
        Thread.sleep(PAUSE);
      }
      assertEquals(404, pages.get("/page.jsp").status());
      write("page.jsp", "back", 7);
      assertEquals("back", awaited(pages, "/page.jsp", "back"));
    }
  }

  @Test
  void pageIsBrokenAndMended() throws Exception {
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
      write("page.jsp", "<%= noSuchVariable %>", 7);
      for (int i = 0; i < ATTEMPTS && pages.get("/page.jsp").status() != 500; i++) {
        Thread.sleep(PAUSE);
      }
      assertTrue(pages.text("/page.jsp").contains("noSuchVariable"));
      assertEquals(1, pages.pages().statistics().failed());
      write("page.jsp", "mended", 6);
      assertEquals("mended", awaited(pages, "/page.jsp", "mended"));
      assertEquals(0, pages.pages().statistics().failed());
    }
  }

  @Test
  void pageThatChangedWhileItWasCompiledIsNotKept() throws Exception {
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    Files.setLastModifiedTime(app.root().resolve("page.jsp"), FileTime.from(soon));
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
    }
    Files.setLastModifiedTime(
        app.root().resolve("page.jsp"), FileTime.from(soon.minus(Duration.ofDays(1))));
    try (RunningPages pages = running()) {
      assertEquals("head page", pages.text("/page.jsp"));
      assertEquals(1, pages.pages().statistics().compiled());
    }
  }

  private String awaited(RunningPages pages, String path, String text) throws Exception {
    String found = pages.text(path);
    for (int i = 0; i < ATTEMPTS && !found.equals(text); i++) {
      Thread.sleep(PAUSE);
      found = pages.text(path);
    }
    return found;
  }

  /** As if it had been written some days ago: what changes this very moment is not kept. */
  private void write(String file, String text, int days) throws Exception {
    app.file(file, text);
    FileTime time = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    Files.setLastModifiedTime(app.root().resolve(file), time);
  }

  private RunningPages running() throws Exception {
    return new RunningPages(
        app, app.root(), folder.resolve("work"), folder.resolve("cache"), _ -> {});
  }
}
