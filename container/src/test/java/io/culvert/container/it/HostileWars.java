package io.culvert.container.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * WARs that do harm, or would if they could.
 *
 * @param folder where they are written
 */
record HostileWars(Path folder) {
  private static final int BOMB_MIBS = 16;

  /** Its only file would be written beside the folder of the application. */
  Path climbing() throws IOException {
    return write("climbing", zip -> put(zip, "../climbed.txt", "out"));
  }

  /** Sixteen MiB that are packed into sixteen KiB. */
  Path bomb() throws IOException {
    return write(
        "bomb",
        zip -> {
          zip.putNextEntry(new ZipEntry("bomb.bin"));
          for (int i = 0; i < BOMB_MIBS; i++) {
            zip.write(new byte[1 << 20]);
          }
        });
  }

  /** Two files that are one where case does not count. */
  Path clashing() throws IOException {
    return write(
        "clashing",
        zip -> {
          put(zip, "admin.jsp", "one");
          put(zip, "Admin.jsp", "another");
        });
  }

  /** A descriptor that is ten to the ninth times longer than it looks. */
  Path entities() throws IOException {
    StringBuilder text = new StringBuilder("<!DOCTYPE web-app [<!ENTITY e0 \"lol\">\n");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY e%d \"%s\">%n".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
    }
    text.append("]><web-app><display-name>&e9;</display-name></web-app>");
    return write("entities", zip -> put(zip, "WEB-INF/web.xml", text.toString()));
  }

  /** Its listener throws. */
  Path throwing() throws IOException {
    return write("throwing", zip -> put(zip, ThrowingListener.class));
  }

  /** Its servlet, which wants to be there from the start, does not start. */
  Path unready() throws IOException {
    return write("unready", zip -> put(zip, UnreadyServlet.class));
  }

  /** Its servlet ends the process as soon as its class is used. */
  Path exiting() throws IOException {
    return write("exiting", zip -> put(zip, ExitingServlet.class));
  }

  /** Brings the servlet engine along, with an extension that cannot be loaded. */
  Path bundling(Path lib) throws IOException {
    List<Path> engine;
    try (Stream<Path> jars = Files.list(lib)) {
      engine =
          jars.filter(
                  jar ->
                      jar.getFileName()
                          .toString()
                          .matches("(undertow|xnio|jboss-|wildfly-).*\\.jar"))
              .toList();
    }
    return write(
        "bundling",
        zip -> {
          put(zip, BundlingServlet.class);
          String extension = "META-INF/services/io.undertow.servlet.ServletExtension";
          put(zip, "WEB-INF/classes/" + extension, "there.is.no.such.Extension\n");
          for (Path jar : engine) {
            zip.putNextEntry(new ZipEntry("WEB-INF/lib/" + jar.getFileName()));
            Files.copy(jar, zip);
          }
        });
  }

  private interface Content {
    void writeTo(ZipOutputStream zip) throws IOException;
  }

  private Path write(String name, Content content) throws IOException {
    Path war = folder.resolve(name + ".war");
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      content.writeTo(zip);
    }
    return war;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
  }

  private static void put(ZipOutputStream zip, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      bytes.transferTo(zip);
    }
  }

  /** Throws before its application has begun. */
  @WebListener
  public static final class ThrowingListener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      throw new IllegalStateException("the listener has no database");
    }
  }

  /** Throws when it is loaded on start-up. */
  @WebServlet(urlPatterns = "/", loadOnStartup = 1)
  public static final class UnreadyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    public void init() {
      throw new IllegalStateException("the servlet has no database");
    }
  }

  /** Ends the process before it has served anything. */
  @WebServlet("/")
  public static final class ExitingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static {
      System.exit(0);
    }
  }

  /** Uses a class of its own copy of the engine, and says who has loaded it. */
  @WebServlet("/")
  public static final class BundlingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HeaderMap own = new HeaderMap().put(Headers.HOST, "its own");
      response
          .getWriter()
          .print(own.getClass().getClassLoader().getName() + " " + own.getFirst("Host"));
    }
  }
}
