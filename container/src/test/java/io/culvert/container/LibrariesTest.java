package io.culvert.container;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ClassFileFormatVersion;
import java.util.Objects;
import org.eclipse.jdt.internal.compiler.Compiler;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Java's AOT cache takes no classes of old formats and none of signed jars. */
class LibrariesTest {
  @Test
  void theCommandLineHasAFormatThatJavaRemembers() throws IOException {
    int format = format(CommandLine.class);

    assertTrue(format >= ClassFileFormatVersion.RELEASE_6.major(), "format " + format);
  }

  @Test
  void theCompilerOfPagesIsNotSigned() {
    // what is signed is found out when a class of it is loaded, as this one is
    assertNull(Compiler.class.getSigners());
    assertNull(Compiler.class.getResource("/META-INF/ECLIPSE_.SF"));
  }

  private static int format(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file));
        DataInputStream data = new DataInputStream(bytes)) {
      data.skipNBytes(6);
      return data.readUnsignedShort();
    }
  }
}
