package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Releases of one web application, which counts visits and tells its number. */
final class CountWar {
  private static final String NUMBER = "WEB-INF/number";
  private static final String BROKEN =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
        <listener><listener-class>no.such.Listener</listener-class></listener>
      </web-app>
      """;

  private CountWar() {}

  /** Puts a release into the place of another, as a whole. */
  static void release(Path war, String number) throws IOException {
    write(war, number, false);
  }

  /** Puts a release there that cannot be started. */
  static void broken(Path war) throws IOException {
    write(war, "broken", true);
  }

  private static void write(Path war, String number, boolean broken) throws IOException {
    Path unfinished = war.resolveSibling(".unfinished");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      add(zip, NUMBER, number.getBytes(StandardCharsets.US_ASCII));
      addClass(zip, CountServlet.class);
      addClass(zip, CountServlet.Visits.class);
      if (broken) {
        add(zip, "WEB-INF/web.xml", BROKEN.getBytes(StandardCharsets.US_ASCII));
      }
    }
    Files.move(unfinished, war, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void addClass(ZipOutputStream zip, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      add(zip, "WEB-INF/classes/" + name, bytes.readAllBytes());
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }
}
