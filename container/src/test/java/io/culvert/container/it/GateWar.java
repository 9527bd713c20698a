package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest web application: {@link GateServlet} and nothing else. */
final class GateWar {
  private GateWar() {}

  /** Writes the WAR and returns where it is. */
  static Path write(Path war) throws IOException {
    String name = GateServlet.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file);
        InputStream bytes = GateServlet.class.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
    }
    return war;
  }
}
