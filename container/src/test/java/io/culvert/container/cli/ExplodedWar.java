package io.culvert.container.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with an application, whose inner parts say "secret". */
final class ExplodedWar {
  /** Requests for the inner parts of applications at {@code /} and {@code /shop}. */
  static final List<String> HIDDEN =
      List.of(
          "/WEB-INF/in.css",
          "/web-inf/in.css",
          "/WEB-INF",
          "/%57EB-INF/in.css",
          "/x/../WEB-INF/in.css",
          "/x/%2e%2e/WEB-INF/in.css",
          "//WEB-INF//in.css",
          "/./WEB-INF/./in.css",
          "/shop/WEB-INF/in.css",
          "/shop//WEB-INF/in.css",
          "/shop/x/../WEB-INF/in.css",
          "/shop/%57EB%2dINF/in.css",
          "/shop/WEB-INF/web.xml",
          "/shop/META-INF/MANIFEST.MF");

  private ExplodedWar() {}

  static Path in(Path root) throws IOException {
    Files.createDirectories(root.resolve("WEB-INF"));
    Files.createDirectories(root.resolve("META-INF"));
    Files.writeString(root.resolve("WEB-INF/web.xml"), "<web-app><!-- secret --></web-app>");
    Files.writeString(root.resolve("WEB-INF/in.css"), "secret");
    Files.writeString(root.resolve("META-INF/MANIFEST.MF"), "secret");
    return root;
  }

  /** Options for these applications on a server at the socket {@code s1} of the folder. */
  static String[] options(Path folder, String... apps) {
    return Stream.concat(Stream.of("--listen", "unix:" + folder.resolve("s1")), Stream.of(apps))
        .toArray(String[]::new);
  }
}
