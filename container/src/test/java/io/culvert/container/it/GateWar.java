package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest web applications: one class and nothing else. */
final class GateWar {
  private GateWar() {}

  /** Writes a WAR with {@link GateServlet} and returns where it is. */
  static Path write(Path war) throws IOException {
    return write(war, GateServlet.class, "");
  }

  /** The same with a servlet that needs no other class. */
  static Path write(Path war, Class<?> servlet) throws IOException {
    return write(war, servlet, "");
  }

  /** Writes a WAR that stops in its start until the gate lets it through. */
  static Path writeSlowStart(Path war, Gate gate) throws IOException {
    String port =
        "<context-param><param-name>port</param-name><param-value>%d</param-value></context-param>"
            .formatted(gate.port());
    return write(war, GateListener.class, port);
  }

  private static Path write(Path war, Class<?> content, String descriptor) throws IOException {
    String name = content.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file);
        InputStream bytes = content.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
      zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
      String xml =
          "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>%s</web-app>"
              .formatted(descriptor);
      zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }
}
