package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.PageReport;
import io.culvert.container.deploy.pages.PageStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPagesTest {
  private static final String DESCRIPTOR =
      """
      <taglib version="3.1" xmlns="https://jakarta.ee/xml/ns/jakartaee">
      <tlib-version>1</tlib-version><short-name>t</short-name><uri>urn:t</uri>
      <tag-file><name>box</name><path>/WEB-INF/tags/box.tag</path></tag-file></taglib>
      """;

  @TempDir Path folder;
  private AppFolder app;
  private int generation;

  @BeforeEach
  void applicationWithPages() {
    app = new AppFolder(folder.resolve("app"));
    app.file("plain.jsp", "plain");
    app.file("WEB-INF/head.jspf", "<%@ include file=\"/WEB-INF/logo.txt\" %>head");
    app.file("WEB-INF/logo.txt", "L");
    app.file("a.jsp", "<%@ include file=\"/WEB-INF/head.jspf\" %> a");
    app.file("b.jsp", "<%@ include file=\"/WEB-INF/head.jspf\" %> b");
    app.file(
        "WEB-INF/tags/box.tag", "<%@ taglib prefix=\"x\" tagdir=\"/WEB-INF/tags\" %>[<x:inner/>]");
    app.file("WEB-INF/tags/inner.tag", "in");
    app.file("WEB-INF/t.tld", DESCRIPTOR);
    app.file("tagged.jsp", "<%@ taglib prefix=\"t\" uri=\"urn:t\" %><t:box/>");
  }

  @Test
  void pageIsCompiledOnceForAllGenerations() throws Exception {
    try (RunningPages pages = archive()) {
      visitAll(pages);
      assertEquals(new PageStatistics(4, 4, 0, 0, 4), pages.pages().statistics());
    }
    try (RunningPages pages = archive()) {
      visitAll(pages);
      assertEquals(new PageStatistics(4, 0, 4, 0, 0), pages.pages().statistics());
    }
  }

  private static void visitAll(RunningPages pages) throws Exception {
    assertEquals("plain", pages.text("/plain.jsp"));
    assertEquals("Lhead a", pages.text("/a.jsp"));
    assertEquals("Lhead b", pages.text("/b.jsp"));
    assertEquals("[in]", pages.text("/tagged.jsp"));
  }

  @Test
  void includeThatChangesConcernsThoseWhoIncludeIt() throws Exception {
    compileAll(4);
    app.file("WEB-INF/logo.txt", "M");
    compileAll(2);
    try (RunningPages pages = archive()) {
      assertEquals("Mhead a", pages.text("/a.jsp"));
      assertEquals("Mhead b", pages.text("/b.jsp"));
      assertEquals(0, pages.pages().statistics().compiled());
    }
  }

  @Test
  void whatWasThereBeforeIsFoundAgain() throws Exception {
    compileAll(4);
    app.file("WEB-INF/head.jspf", "<%@ include file=\"/WEB-INF/other.txt\" %>head");
    app.file("WEB-INF/other.txt", "O");
    compileAll(2);
    app.file("WEB-INF/other.txt", "P");
    compileAll(2);
    app.file("WEB-INF/head.jspf", "<%@ include file=\"/WEB-INF/logo.txt\" %>head");
    compileAll(0);
  }

  @Test
  void tagFileThatChangesConcernsThoseWhoUseItByWhateverDetour() throws Exception {
    compileAll(4);
    app.file("WEB-INF/tags/inner.tag", "out");
    compileAll(1);
    try (RunningPages pages = archive()) {
      assertEquals("[out]", pages.text("/tagged.jsp"));
      assertEquals(0, pages.pages().statistics().compiled());
    }
  }

  @Test
  void tagLibraryThatChangesConcernsItsPages() throws Exception {
    compileAll(4);
    app.file("WEB-INF/t.tld", DESCRIPTOR.replace("<tlib-version>1", "<tlib-version>2"));
    compileAll(1);
  }

  @Test
  void classesConfigurationAndNewTagLibrariesConcernAllPages() throws Exception {
    compileAll(4);
    app.javaClass("shop.Item", "package shop; public class Item {}");
    compileAll(4);
    app.file(
        "WEB-INF/web.xml",
        """
        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee"><jsp-config>
        <jsp-property-group><url-pattern>*.jsp</url-pattern><buffer>12kb</buffer></jsp-property-group>
        </jsp-config></web-app>
        """);
    compileAll(4);
    app.file("WEB-INF/other.tld", DESCRIPTOR.replace("urn:t", "urn:other"));
    compileAll(4);
    compileAll(0);
  }

  @Test
  void staticFilesAndTimesConcernNoPage() throws Exception {
    compileAll(4);
    app.file("style.css", "new").file("plain.jsp", "plain");
    compileAll(0);
  }

  @Test
  void damagedEntryIsCompiledAnew() throws Exception {
    compileAll(4);
    List<Path> classes = filesOfCache("plain_jsp.class");
    assertEquals(1, classes.size());
    Files.setPosixFilePermissions(
        classes.getFirst(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    byte[] content = Files.readAllBytes(classes.getFirst());
    content[content.length / 2] ^= 1;
    Files.write(classes.getFirst(), content);
    try (RunningPages pages = archive()) {
      visitAll(pages);
      assertEquals(new PageStatistics(4, 1, 3, 0, 1), pages.pages().statistics());
    }
  }

  @Test
  void pagesAreCompiledEvenIfTheyCannotBeKept() throws Exception {
    try (RunningPages pages = archive()) {
      for (Path each : filesOfCache("")) {
        Files.delete(each);
      }
      Path cache = folder.resolve("cache");
      Files.move(cache, folder.resolve("gone"));
      Files.writeString(cache, "no folder");
      visitAll(pages);
      assertEquals(new PageStatistics(4, 4, 0, 0, 4), pages.pages().statistics());
    }
  }

  @Test
  void manyWhoAskAtOnceWaitForOneCompilation() throws Exception {
    try (RunningPages pages = archive();
        ExecutorService clients = Executors.newFixedThreadPool(8)) {
      Callable<String> visit = () -> pages.text("/a.jsp");
      List<Future<String>> answers =
          clients.invokeAll(Stream.generate(() -> visit).limit(16).toList());
      for (Future<String> answer : answers) {
        assertEquals("Lhead a", answer.get());
      }
      assertEquals(1, pages.pages().statistics().compiled());
    }
  }

  @Test
  void pageThatNeverCompilesIsTriedOnce() throws Exception {
    app.file("broken.jsp", "fine\n<%= noSuchVariable %>");
    try (RunningPages pages = archive()) {
      PageReport report = pages.pages().compile(PageProgress.NONE);
      assertEquals(
          "/broken.jsp:2: noSuchVariable cannot be resolved to a variable",
          report.failures().getFirst().toString());
      assertEquals("5 pages: 4 compiled, 0 compiled before, 1 do not compile", report.toString());
      assertTrue(pages.get("/broken.jsp").body().contains("line: [2] in the jsp file"));
      assertEquals(500, pages.get("/broken.jsp").status());
      assertEquals(new PageStatistics(5, 4, 0, 1, 0), pages.pages().statistics());
    }
  }

  /** Compiles all pages in a new generation, which has to compile so many. */
  private void compileAll(long compiled) throws Exception {
    try (RunningPages pages = archive()) {
      PageReport report = pages.pages().compile(PageProgress.NONE);
      assertEquals(List.of(), report.failures());
      assertEquals(4, report.pages());
      assertEquals(compiled, report.compiled());
    }
  }

  /** A new generation of the application as if it came in an archive. */
  private RunningPages archive() throws Exception {
    generation++;
    return new RunningPages(
        app,
        folder.resolve("app.war"),
        folder.resolve("work" + generation),
        folder.resolve("cache"),
        _ -> {});
  }

  private List<Path> filesOfCache(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(name))
          .toList();
    }
  }
}
