package io.culvert.container.frontend;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a front end may answer for an application's files, as its parts say it. */
class ConstraintSearchTest {
  private static final String OPEN = "<web-app/>";

  @TempDir Path webInf;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(webInf.resolve("classes/app"));
    Files.createDirectories(webInf.resolve("lib"));
  }

  private void assertFinds(boolean expected) {
    assertEquals(expected, new ConstraintSearch(webInf).findsAny());
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = type.getName().replaceAll(".*\\.", "") + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  private void descriptor(byte[] content) throws IOException {
    Files.write(webInf.resolve("web.xml"), content);
  }

  private void classFile(Class<?> type) throws IOException {
    Files.write(webInf.resolve("classes/app/X.class"), bytes(type));
  }

  private void jar(String entry, byte[] content) throws IOException {
    Path jar = webInf.resolve("lib/a.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("other.txt"));
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
  }

  @ServletSecurity
  private static final class Annotated {}

  private record Programmed(ServletSecurityElement element) {}

  @Test
  void anApplicationThatMentionsNoConstraintHasNone() throws IOException {
    assertFinds(false);
    descriptor(OPEN.getBytes(UTF_8));
    classFile(Placement.class);
    jar("META-INF/web-fragment.xml", "<web-fragment/>".getBytes(UTF_8));
    assertFinds(false);
  }

  @Test
  void aConstraintOfTheDescriptorIsFound() throws IOException {
    descriptor("<web-app><security-constraint/></web-app>".getBytes(UTF_8));
    assertFinds(true);
  }

  @Test
  void aDescriptorThatCannotBeUnderstoodMaySayAnything() throws IOException {
    descriptor("<web-app><security-constraint/></web-app>".getBytes(UTF_16));
    assertFinds(true);
  }

  @Test
  void aConstraintOfAFragmentIsFound() throws IOException {
    jar(
        "META-INF/web-fragment.xml",
        "<web-fragment><security-constraint/></web-fragment>".getBytes(UTF_8));
    assertFinds(true);
  }

  @Test
  void anAnnotatedServletIsFoundAmongTheClassesAndInAJar() throws IOException {
    classFile(Annotated.class);
    assertFinds(true);
    Files.delete(webInf.resolve("classes/app/X.class"));
    assertFinds(false);
    jar("app/X.class", bytes(Annotated.class));
    assertFinds(true);
  }

  @Test
  void aClassThatTellsTheContainerOfConstraintsIsFound() throws IOException {
    classFile(Programmed.class);
    assertFinds(true);
  }

  @Test
  void aJarThatCannotBeReadMaySayAnything() throws IOException {
    Files.writeString(webInf.resolve("lib/broken.jar"), "no zip file");
    assertFinds(true);
  }
}
