package io.culvert.bench.server;

import io.culvert.bench.hello.HelloServlet;
import io.culvert.bench.hello.SessionServlet;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the two programs that have to be made first: the WAR and the C program. */
final class Workshop {
  private static final Duration COMPILE_LIMIT = Duration.ofMinutes(1);

  private final Path directory;

  /** Puts what it makes into {@code directory}, which must exist. */
  Workshop(Path directory) {
    this.directory = directory;
  }

  /** Packs the servlets and pages with their web.xml once, and returns where the WAR is. */
  Path helloWar() throws IOException {
    Path war = directory.resolve("hello.war");
    if (Files.exists(war)) {
      return war;
    }
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      pack(zip, "WEB-INF/web.xml", "/io/culvert/bench/server/web.xml");
      pack(zip, "page.jsp", "/io/culvert/bench/server/page.jsp");
      pack(zip, "plain.jsp", "/io/culvert/bench/server/plain.jsp");
      for (Class<?> servlet : List.of(HelloServlet.class, SessionServlet.class)) {
        String name = servlet.getName().replace('.', '/') + ".class";
        pack(zip, "WEB-INF/classes/" + name, "/" + name);
      }
    }
    return war;
  }

  /**
   * Compiles the libfcgi program with gcc, and returns where it is.
   *
   * @throws BenchException with gcc's words when it does not compile
   */
  Path helloC(Children children) throws IOException, BenchException, InterruptedException {
    Path source = directory.resolve("hello.c");
    Path program = directory.resolve("hello");
    try (InputStream text = resource("/io/culvert/bench/server/hello.c")) {
      Files.copy(text, source);
    }
    children.run(
        "gcc",
        COMPILE_LIMIT,
        List.of("gcc", "-O2", "-pthread", "-o", program.toString(), source.toString(), "-lfcgi"));
    return program;
  }

  private static void pack(ZipOutputStream zip, String entry, String resource) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    try (InputStream content = resource(resource)) {
      content.transferTo(zip);
    }
    zip.closeEntry();
  }

  private static InputStream resource(String name) throws IOException {
    InputStream content = Workshop.class.getResourceAsStream(name);
    if (content == null) {
      throw new IOException("the class path lacks " + name);
    }
    return content;
  }
}
