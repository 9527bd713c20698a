package io.culvert.container.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.migration.Compiled.War;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files of a WAR that is rewritten. */
class MigrationTest {
  private static final byte[] OLD = Compiled.extending("a.Old", "javax.servlet.http.HttpServlet");
  private static final byte[] PLAIN = Compiled.extending("a.Plain", "java.lang.Object");

  @TempDir Path folder;
  private War war;
  private Path target;

  @BeforeEach
  void begin() {
    war = new War(folder.resolve("from"));
    target = folder.resolve("to");
  }

  @Test
  void classesExtendTheNewApi() throws IOException {
    war.file("WEB-INF/classes/a/Old.class", OLD);
    assertEquals(new Migrated(1, 0, 0, List.of()), run());
    assertEquals("jakarta/servlet/http/HttpServlet", parent(bytes("WEB-INF/classes/a/Old.class")));
  }

  @Test
  void whatTheApplicationBringsItselfKeepsItsName() throws IOException {
    byte[] faces = Compiled.extending("a.Page", "javax.faces.component.UIComponent");
    byte[] pool = Compiled.extending("a.Pool", "javax.sql.DataSource");
    byte[] xa = Compiled.extending("a.Xa", "javax.transaction.xa.XAResource");
    war.file("WEB-INF/classes/a/Page.class", faces)
        .file("WEB-INF/classes/a/Pool.class", pool)
        .file("WEB-INF/classes/a/Xa.class", xa);
    assertEquals(new Migrated(0, 0, 0, List.of()), run());
    assertArrayEquals(faces, bytes("WEB-INF/classes/a/Page.class"));
    assertArrayEquals(pool, bytes("WEB-INF/classes/a/Pool.class"));
    assertArrayEquals(xa, bytes("WEB-INF/classes/a/Xa.class"));
  }

  @Test
  void pagesAndDescriptorsAreRewrittenByteByByte() throws IOException {
    byte[] page = "<%@ page import='javax.servlet.http.Cookie'%>é".getBytes(StandardCharsets.UTF_8);
    war.file("a.jsp", page)
        .file("WEB-INF/web.xml", text("<param-name>javax.servlet.jsp.x</param-name>"));
    assertEquals(new Migrated(0, 2, 0, List.of()), run());
    assertEquals(
        "<%@ page import='jakarta.servlet.http.Cookie'%>é", Files.readString(target("a.jsp")));
    assertEquals(
        "<param-name>jakarta.servlet.jsp.x</param-name>",
        Files.readString(target("WEB-INF/web.xml")));
  }

  @Test
  void filesThatClientsGetAreNotTouched() throws IOException {
    war.file("notes.txt", text("javax.servlet.http"))
        .file("applet.jar", text("javax.servlet.http"));
    Path original = war.root().resolve("notes.txt");
    Files.setLastModifiedTime(original, FileTime.fromMillis(1_000_000_000_000L));
    assertEquals(new Migrated(0, 0, 0, List.of()), run());
    assertEquals("javax.servlet.http", Files.readString(target("notes.txt")));
    assertEquals(
        Files.getLastModifiedTime(original), Files.getLastModifiedTime(target("notes.txt")));
  }

  @Test
  void aJarWithoutTheOldApiKeepsEveryByte() throws IOException {
    war.jar("plain.jar", Map.of("a/Plain.class", PLAIN, "META-INF/A.SF", text("signed")));
    assertEquals(new Migrated(0, 0, 0, List.of()), run());
    assertArrayEquals(
        Files.readAllBytes(war.root().resolve("WEB-INF/lib/plain.jar")),
        bytes("WEB-INF/lib/plain.jar"));
  }

  @Test
  void aJarIsRewrittenAndItsSignatureLeftOut() throws IOException {
    war.jar(
        "old.jar",
        Map.of(
            "a/Old.class",
            OLD,
            "a/Plain.class",
            PLAIN,
            "META-INF/A.SF",
            text("signed"),
            "META-INF/A.RSA",
            text("signed")));
    assertEquals(
        new Migrated(
            1,
            0,
            1,
            List.of("WEB-INF/lib/old.jar: its signature is left out, since it no longer holds")),
        run());
    try (ZipFile jar = new ZipFile(target("WEB-INF/lib/old.jar").toFile())) {
      assertNull(jar.getEntry("META-INF/A.SF"));
      assertNull(jar.getEntry("META-INF/A.RSA"));
      byte[] migrated = jar.getInputStream(jar.getEntry("a/Old.class")).readAllBytes();
      assertEquals("jakarta/servlet/http/HttpServlet", parent(migrated));
      assertArrayEquals(PLAIN, jar.getInputStream(jar.getEntry("a/Plain.class")).readAllBytes());
    }
  }

  @Test
  void servicesAreRenamedWithTheirInterface() throws IOException {
    String services = "META-INF/services/";
    war.jar(
            "old.jar",
            Map.of(services + "javax.servlet.ServletContainerInitializer", text("a.Old\n")))
        .file("WEB-INF/classes/" + services + "javax.el.ExpressionFactory", text("a.El\n"));
    run();
    try (ZipFile jar = new ZipFile(target("WEB-INF/lib/old.jar").toFile())) {
      assertTrue(jar.getEntry(services + "jakarta.servlet.ServletContainerInitializer") != null);
      assertNull(jar.getEntry(services + "javax.servlet.ServletContainerInitializer"));
    }
    assertTrue(
        Files.exists(target("WEB-INF/classes/" + services + "jakarta.el.ExpressionFactory")));
    assertFalse(Files.exists(target("WEB-INF/classes/" + services + "javax.el.ExpressionFactory")));
  }

  @Test
  void aCallOfWhatIsGoneIsNamed() throws IOException {
    byte[] caller =
        Compiled.calling("a.Caller", "javax.servlet.http.HttpSession", "getSessionContext");
    war.file("WEB-INF/classes/a/Caller.class", caller)
        .file("WEB-INF/classes/a/Single.class", implementing("javax.servlet.SingleThreadModel"))
        .file("WEB-INF/classes/a/Other.class", implementing("javax.servlet.SingleThreadModel"));
    assertEquals(
        List.of(
            "jakarta.servlet.SingleThreadModel is gone from the API of today; what needs it fails:"
                + " WEB-INF/classes/a/Other.class and 1 more",
            "jakarta.servlet.http.HttpSession.getSessionContext is gone from the API of today; what"
                + " needs it fails: WEB-INF/classes/a/Caller.class"),
        run().notes());
  }

  @Test
  void whatIsNoClassAndNoJarIsCopied() throws IOException {
    war.file("WEB-INF/classes/a/Bad.class", text("javax.servlet, but no class"))
        .file("WEB-INF/lib/bad.jar", text("javax.servlet, but no jar"));
    Migrated migrated = run();
    assertEquals(1, migrated.notes().size(), migrated.notes().toString());
    assertTrue(
        migrated.notes().getFirst().startsWith("WEB-INF/classes/a/Bad.class: is not a readable"),
        migrated.notes().toString());
    assertEquals(
        "javax.servlet, but no class", Files.readString(target("WEB-INF/classes/a/Bad.class")));
    assertEquals("javax.servlet, but no jar", Files.readString(target("WEB-INF/lib/bad.jar")));
  }

  @Test
  void aSymbolicLinkIsLeftOutAndNamed() throws IOException {
    war.file("a.txt", text("a"));
    Files.createSymbolicLink(war.root().resolve("b.txt"), war.root().resolve("a.txt"));
    assertEquals(List.of("b.txt: is a symbolic link and is left out"), run().notes());
    assertFalse(Files.exists(target("b.txt")));
  }

  private static byte[] implementing(String name) {
    return Compiled.extending("a.Single", name);
  }

  private static String parent(byte[] content) {
    return ClassFile.of().parse(content).superclass().orElseThrow().asInternalName();
  }

  private Migrated run() throws IOException {
    return Migration.run(war.root(), target);
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(target(name));
  }

  private Path target(String name) {
    return target.resolve(name);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
