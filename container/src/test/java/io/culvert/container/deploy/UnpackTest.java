package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnpackTest {
  @TempDir Path folder;

  @Test
  void warIsUnpackedIntoItsPrivateFolder() throws Exception {
    AppFolder app = smallApp();
    FileTime changed =
        FileTime.from(Instant.parse("2026-01-01T10:00:02Z")); // archives count by two
    Files.setLastModifiedTime(app.root().resolve("index.html"), changed);
    Path war = app.packedAs(folder.resolve("shop.war"));
    Exploded exploded = unpack(UnpackLimits.defaults(), war);
    assertEquals("hello", Files.readString(exploded.root().resolve("index.html")));
    assertEquals("<web-app/>", Files.readString(exploded.root().resolve("WEB-INF/web.xml")));
    assertTrue(exploded.root().startsWith(exploded.work()));
    assertEquals(sha256(Files.readAllBytes(war)), exploded.digest());
    assertEquals(changed, Files.getLastModifiedTime(exploded.root().resolve("index.html")));
    try (Stream<Path> left = Files.list(exploded.work())) {
      assertEquals(
          List.of("app", "private"),
          left.map(path -> path.getFileName().toString()).sorted().toList(),
          "nothing else is left in its work folder");
    }
  }

  @Test
  void othersMayReadStaticFilesAndNothingElse() throws Exception {
    AppFolder app =
        smallApp()
            .file("css/site.css", "a {}")
            .file("css/web-inf/deep.txt", "x")
            .file("Meta-Inf/context.xml", "<secret/>")
            .file("page.JSP", "<% secret %>")
            .file("css/part.jspf", "<% secret %>");
    Exploded exploded = unpack(UnpackLimits.defaults(), app.packedAs(folder.resolve("shop.war")));
    assertEquals("rwx--x--x", access(exploded.work()));
    assertEquals("rwxr-xr-x", access(exploded.root()));
    assertEquals("rwxr-xr-x", access(exploded.root().resolve("css")));
    assertEquals("rwxr-xr-x", access(exploded.root().resolve("css/web-inf")));
    assertEquals("rw-r--r--", access(exploded.root().resolve("css/site.css")));
    assertEquals("rw-------", access(exploded.root().resolve("page.JSP")));
    assertEquals("rw-------", access(exploded.root().resolve("css/part.jspf")));
    assertEquals("rwx------", access(exploded.root().resolve("WEB-INF")));
    assertEquals("rwx------", access(exploded.root().resolve("Meta-Inf")));
    assertEquals("rwx------", access(exploded.privateFolder()));
  }

  private static String access(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void everyDeploymentOfOneWarHasItsOwnFolder() throws Exception {
    Path war = smallApp().packedAs(folder.resolve("shop.war"));
    Exploded first = unpack(UnpackLimits.defaults(), war);
    Exploded second = unpack(UnpackLimits.defaults(), war);
    assertNotEquals(first.root(), second.root());
    assertEquals(first.digest(), second.digest());
  }

  @Test
  void deployedFileMayGoAwayAfterwards() throws Exception {
    Path war = smallApp().packedAs(folder.resolve("shop.war"));
    Exploded exploded = unpack(UnpackLimits.defaults(), war);
    Files.delete(war);
    assertEquals("hello", Files.readString(exploded.root().resolve("index.html")));
  }

  @Test
  void folderIsServedInPlaceAndItsDigestChangesWithItsContent() throws Exception {
    AppFolder app = smallApp();
    Exploded before = unpack(UnpackLimits.defaults(), app.root());
    assertEquals(app.root().toRealPath(), before.root());
    assertFalse(before.work().startsWith(app.root()));
    assertEquals(before.digest(), unpack(UnpackLimits.defaults(), app.root()).digest());
    app.file("index.html", "hallo");
    assertNotEquals(before.digest(), unpack(UnpackLimits.defaults(), app.root()).digest());
  }

  @Test
  void linkToFolderIsFollowedOnce() throws Exception {
    AppFolder app = smallApp();
    Path current = Files.createSymbolicLink(folder.resolve("current"), app.root());
    assertEquals(app.root().toRealPath(), unpack(UnpackLimits.defaults(), current).root());
  }

  static Stream<Arguments> hostileArchives() {
    return Stream.of(
        Arguments.of("absolute name", new RawZip().file("/etc/passwd", "x")),
        Arguments.of("absolute name", new RawZip().file("C:/windows", "x")),
        Arguments.of("'..' segment", new RawZip().file("../x", "x")),
        Arguments.of("'..' segment", new RawZip().file("a/../../x", "x")),
        Arguments.of("'..' segment", new RawZip().file("WEB-INF/..", "x")),
        Arguments.of("'.' or", new RawZip().file("a/./x", "x")),
        Arguments.of("empty", new RawZip().file("a//x", "x")),
        Arguments.of("backslash", new RawZip().file("..\\x", "x")),
        Arguments.of("control character", new RawZip().file("a\u001b[31mx", "x")),
        Arguments.of("control character", new RawZip().file("a\nb", "x")),
        Arguments.of("symbolic link", new RawZip().file("a", "x").link("b", "/etc/passwd")),
        Arguments.of("occurs twice", new RawZip().file("a", "x").file("a", "y")),
        Arguments.of("occurs twice", new RawZip().file("a", "x").file("a/b", "y")),
        Arguments.of("occurs twice", new RawZip().file("a/b", "x").file("a", "y")),
        Arguments.of("differ in case", new RawZip().file("a.jsp", "x").file("A.jsp", "y")),
        Arguments.of("differ in case", new RawZip().file("web-inf/x", "").file("WEB-INF/y", "")),
        Arguments.of("differ in case", new RawZip().file("\u00e9", "x").file("e\u0301", "y")),
        Arguments.of("fails its checksum", new RawZip().damagedFile("a", "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileArchives")
  void hostileArchiveIsRefusedAndLeavesNothingBehind(String message, RawZip zip) throws Exception {
    assertRefused(message, UnpackLimits.defaults(), zip.bytes());
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void tooManyEntriesAreRefused() throws Exception {
    byte[] zip = new RawZip().file("a", "").file("b", "").file("c", "").bytes();
    assertRefused("3 entries, 2 are allowed", new UnpackLimits(2, 1000, 100), zip);
  }

  @Test
  void tooManyBytesAreRefusedHoweverTheyAreSpread() throws Exception {
    byte[] zip = new RawZip().file("a", "x".repeat(600)).file("b", "x".repeat(600)).bytes();
    assertRefused("larger than the 1000 bytes", new UnpackLimits(10, 1000, 100), zip);
  }

  @Test
  void fileThatGrowsOutOfProportionIsRefused() throws Exception {
    AppFolder app = new AppFolder(folder.resolve("bomb")).file("zeros", "0".repeat(8 << 20));
    Path war = app.packedAs(folder.resolve("bomb.war"));
    assertRefused("taken for a bomb", UnpackLimits.defaults(), Files.readAllBytes(war));
  }

  @Test
  void missingFileIsNamed() {
    DeploymentException e =
        assertThrows(
            DeploymentException.class,
            () -> unpack(UnpackLimits.defaults(), folder.resolve("missing.war")));
    assertEquals(
        folder.resolve("missing.war") + ": there is no such file or folder", e.getMessage());
  }

  @Test
  void fileThatIsNoArchiveIsRefused() throws Exception {
    assertRefused(
        "it is not a WAR, or damaged",
        UnpackLimits.defaults(),
        "hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void emptyFileIsRefused() throws Exception {
    assertRefused("it is not a WAR, or damaged", UnpackLimits.defaults(), new byte[0]);
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    byte[] whole = new RawZip().file("a", "xxxx").file("WEB-INF/b", "yyyy").bytes();
    for (int length = 1; length < whole.length; length++) {
      assertRefused(
          "it is not a WAR, or damaged", UnpackLimits.defaults(), Arrays.copyOf(whole, length));
    }
  }

  private void assertRefused(String message, UnpackLimits limits, byte[] content)
      throws IOException {
    Path war = Files.write(folder.resolve("hostile.war"), content);
    DeploymentException e = assertThrows(DeploymentException.class, () -> unpack(limits, war));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.startsWith(war + ": "), said);
    assertTrue(said.contains(message), said);
    assertTrue(said.chars().noneMatch(Character::isISOControl), said);
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(0, left.count(), "the work folder is empty again");
    }
  }

  private Exploded unpack(UnpackLimits limits, Path war) throws DeploymentException {
    return new Unpack(folder.resolve("work"), limits).run(new DeploymentSpec("", "/shop", war));
  }

  private AppFolder smallApp() {
    return new AppFolder(folder.resolve("app"))
        .file("index.html", "hello")
        .file("WEB-INF/web.xml", "<web-app/>");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
