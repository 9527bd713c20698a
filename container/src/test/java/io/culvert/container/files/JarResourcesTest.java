package io.culvert.container.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarResourcesTest {
  @TempDir Path temp;

  @Test
  void onlyTheResourcesAreUnpacked() throws Exception {
    Path jar = jar("META-INF/resources/a/b.txt", "META-INF/MANIFEST.MF", "c.class");
    Optional<Path> folder = unpack(JarResources.BOUNDED, jar);
    assertEquals("content", Files.readString(folder.orElseThrow().resolve("a/b.txt")));
    try (var files = Files.walk(folder.orElseThrow())) {
      assertEquals(1, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void jarWithoutResourcesLeavesNoFolder() throws Exception {
    assertEquals(Optional.empty(), unpack(JarResources.BOUNDED, jar("META-INF/x", "a.class")));
    assertFalse(Files.exists(temp.resolve("out")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "..", "a/../.."})
  void nameThatLeadsOutIsRefused(String name) throws Exception {
    Path jar = jar("META-INF/resources/" + name);
    IOException e = assertThrows(IOException.class, () -> unpack(JarResources.BOUNDED, jar));
    assertTrue(String.valueOf(e.getMessage()).contains("leads out"), e::toString);
    assertFalse(Files.exists(temp.resolve("evil")));
  }

  @Test
  void tooManyFilesAndTooManyBytesAreRefused() throws Exception {
    Path jar = jar("META-INF/resources/a", "META-INF/resources/b");
    assertThrows(IOException.class, () -> unpack(new JarResources(1, 100), jar));
    assertThrows(IOException.class, () -> unpack(new JarResources(2, 13), jar));
    assertTrue(unpack(new JarResources(2, 14), jar).isPresent());
  }

  private Optional<Path> unpack(JarResources resources, Path jar) throws IOException {
    return resources.unpack(jar, temp.resolve("out"));
  }

  private Path jar(String... names) throws IOException {
    Path jar = temp.resolve("a.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new JarEntry(name));
        zip.write("content".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }
}
