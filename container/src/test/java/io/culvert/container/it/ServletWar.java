package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A web application of one annotated servlet, the libraries it uses, and nothing else. */
final class ServletWar {
  private ServletWar() {}

  /** Writes the WAR and returns where it is. */
  static Path write(Path war, Class<?> servlet, Path... libraries) throws IOException {
    String name = servlet.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file);
        InputStream bytes = servlet.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
      for (Path library : libraries) {
        zip.putNextEntry(new ZipEntry("WEB-INF/lib/" + library.getFileName()));
        Files.copy(library, zip);
      }
    }
    return war;
  }
}
