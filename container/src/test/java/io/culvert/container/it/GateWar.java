package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest web applications: a few classes and nothing else. */
final class GateWar {
  private GateWar() {}

  /** Writes a WAR with pages that do what a test wants to see, and returns where it is. */
  static Path write(Path war) throws IOException {
    return write(war, List.of(GateServlet.class, ProbeServlet.class, GateCall.class), "");
  }

  /** The same with a servlet that needs no other class. */
  static Path write(Path war, Class<?> servlet) throws IOException {
    return write(war, List.of(servlet), "");
  }

  /** Writes a WAR that stops in its start until the gate lets it through. */
  static Path writeSlowStart(Path war, Gate gate) throws IOException {
    String port =
        "<context-param><param-name>port</param-name><param-value>%d</param-value></context-param>"
            .formatted(gate.port());
    return write(war, List.of(GateListener.class), port);
  }

  private static Path write(Path war, List<Class<?>> content, String descriptor)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Class<?> type : content) {
        String name = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(zip);
        }
      }
      zip.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
      String xml =
          "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>%s</web-app>"
              .formatted(descriptor);
      zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }
}
