package io.culvert.container.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A web application that is one file, {@code page.txt}. */
final class PageWar {
  private PageWar() {}

  /**
   * Writes it, and returns where it is.
   *
   * @param text what is in the page
   * @param descriptor what stands in its web.xml
   */
  static Path write(Path war, String text, String descriptor) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      put(zip, "page.txt", text);
      put(
          zip,
          "WEB-INF/web.xml",
          "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>%s</web-app>"
              .formatted(descriptor));
    }
    return war;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
