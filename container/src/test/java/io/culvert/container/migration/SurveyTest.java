package io.culvert.container.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.container.migration.Compiled.War;
import io.culvert.container.migration.Verdict.Leave;
import io.culvert.container.migration.Verdict.Rewrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a WAR was made for. */
class SurveyTest {
  private static final byte[] OLD = Compiled.extending("a.Old", "javax.servlet.http.HttpServlet");
  private static final byte[] NEW = Compiled.extending("a.New", "jakarta.servlet.http.HttpServlet");
  private static final byte[] PLAIN = Compiled.extending("a.Plain", "java.lang.Object");

  @TempDir Path folder;
  private War war;

  @BeforeEach
  void begin() {
    war = new War(folder);
  }

  @Test
  void aServletOfTheOldWorldIsEnough() throws IOException {
    war.file("WEB-INF/classes/a/Old.class", OLD).file("WEB-INF/classes/a/Plain.class", PLAIN);
    assertEquals(new Rewrite(List.of("WEB-INF/classes (a/Old.class)")), verdict());
  }

  @Test
  void anOldDescriptorIsNoProof() throws IOException {
    war.file("WEB-INF/web.xml", text("<web-app version='2.5'/>"))
        .file("WEB-INF/classes/a/New.class", NEW);
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void javaxPackagesOfTheJavaRuntimeAreNoProof() throws IOException {
    war.file("WEB-INF/classes/a/Db.class", Compiled.extending("a.Db", "javax.sql.Thing"));
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void namesInStringsAreNoProof() throws IOException {
    war.file(
        "WEB-INF/classes/a/Say.class", Compiled.saying("a.Say", "javax.servlet.error.message"));
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void whatLinksLeadToIsNotPartOfTheWar() throws IOException {
    war.file("elsewhere", OLD).file("WEB-INF/classes/a/Plain.class", PLAIN);
    Files.createSymbolicLink(
        folder.resolve("WEB-INF/classes/a/Old.class"), folder.resolve("elsewhere"));
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void aPageThatImportsTheOldApiIsEnough() throws IOException {
    war.file("shop/a.jsp", text("<%@ page import='javax.servlet.http.Cookie' %>"));
    assertEquals(new Rewrite(List.of("pages (shop/a.jsp)")), verdict());
  }

  @Test
  void oldLibrariesDecideWhereTheApplicationItselfSaysNothing() throws IOException {
    war.jar("old.jar", Map.of("a/Old.class", OLD)).file("WEB-INF/classes/a/Plain.class", PLAIN);
    assertEquals(new Rewrite(List.of("WEB-INF/lib/old.jar (a/Old.class)")), verdict());
  }

  @Test
  void anOldLibraryDoesNotChangeAnApplicationOfToday() throws IOException {
    war.jar("logging.jar", Map.of("a/Old.class", OLD)).file("WEB-INF/classes/a/New.class", NEW);
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void anOldLibraryAmongNewOnesDoesNotCount() throws IOException {
    war.jar("old.jar", Map.of("a/Old.class", OLD)).jar("new.jar", Map.of("a/New.class", NEW));
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void aLibraryForBothWorldsIsNoProofOfEither() throws IOException {
    war.jar("both.jar", Map.of("a/Old.class", OLD, "a/New.class", NEW));
    assertEquals(new Leave(List.of()), verdict());
    war.jar("old.jar", Map.of("a/Old.class", OLD));
    assertInstanceOf(Rewrite.class, verdict());
  }

  @Test
  void theOldApiItselfIsNoProof() throws IOException {
    byte[] api = Compiled.extending("javax.servlet.GenericServlet", "javax.servlet.Servlet");
    war.jar("servlet-api.jar", Map.of("javax/servlet/GenericServlet.class", api));
    assertEquals(new Leave(List.of()), verdict());
  }

  @Test
  void anApplicationThatNeedsBothIsRewritten() throws IOException {
    war.file("WEB-INF/classes/a/Old.class", OLD)
        .file("WEB-INF/classes/a/New.class", NEW)
        .jar("new.jar", Map.of("a/New.class", NEW));
    assertInstanceOf(Rewrite.class, verdict());
  }

  @Test
  void anInitializerThatNobodyCallsIsNamed() throws IOException {
    war.file("WEB-INF/classes/a/New.class", NEW)
        .jar(
            "log.jar",
            Map.of(
                "META-INF/services/javax.servlet.ServletContainerInitializer",
                text("a.Old\n"),
                "a/Old.class",
                OLD));
    Leave leave = assertInstanceOf(Leave.class, verdict());
    assertEquals(
        List.of(
            "WEB-INF/lib/log.jar: it is made for javax.servlet and not started, since the"
                + " application is made for jakarta.servlet; look for a newer version of it"),
        leave.notes());
  }

  @Test
  void whatIsNoJarIsLeftToOthers() throws IOException {
    war.file("WEB-INF/lib/broken.jar", text("not a jar"));
    assertEquals(new Leave(List.of()), verdict());
  }

  private Verdict verdict() throws IOException {
    return Survey.of(folder).verdict();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
