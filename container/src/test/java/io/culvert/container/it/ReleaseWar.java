package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A release of an application that is nothing but {@link ReleaseServlet}.
 *
 * @param release what it tells
 * @param warmUp the paths that it wants to be asked for before it serves
 */
record ReleaseWar(String release, String warmUp) {
  ReleaseWar(String release) {
    this(release, "");
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    String servlet = ReleaseServlet.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = ReleaseWar.class.getClassLoader().getResourceAsStream(servlet)) {
      entries.put("WEB-INF/classes/" + servlet, bytes.readAllBytes());
    }
    entries.put("WEB-INF/release", release.getBytes(StandardCharsets.US_ASCII));
    String descriptor =
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
          <context-param>
            <param-name>io.culvert.warm-up</param-name><param-value>%s</param-value>
          </context-param>
        </web-app>
        """
            .formatted(warmUp);
    entries.put("WEB-INF/web.xml", descriptor.getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  /** Writes it as a file and returns where it is. */
  Path packed(Path war) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Map.Entry<String, byte[]> each : entries().entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return war;
  }

  /** Writes it as a folder. */
  void exploded(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> each : entries().entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }
}
