package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the WAR and of its jars, with validators, conditions and ranges. */
class StaticFilesTest {
  private static final String DATE = "Sun, 01 Feb 2026 00:00:00 GMT";
  private static final String EARLIER = "Sat, 31 Jan 2026 23:59:59 GMT";
  private static final String LATER = "Sun, 01 Feb 2026 00:00:01 GMT";
  private static final String BIG =
      String.join("", IntStream.range(0, 20_000).mapToObj("%05d"::formatted).toList());

  @TempDir Path temp;
  private WarFolder war;

  @BeforeEach
  void warWithFiles() throws IOException {
    war =
        new WarFolder(temp.resolve("app"))
            .file("a.txt", "0123456789")
            .file("big.txt", BIG)
            .file("WEB-INF/secret.txt", "secret")
            .file("META-INF/secret.txt", "secret")
            .file("dir/index.html", "<p>welcome");
    // half a second, which dates of HTTP cannot say
    Files.setLastModifiedTime(
        war.root().resolve("a.txt"), FileTime.from(Instant.parse("2026-02-01T00:00:00.500Z")));
  }

  @Test
  void fileIsSentWithTypeLengthAndValidators() throws Exception {
    try (Served served = Served.start(war)) {
      var response = served.get("/a.txt");
      assertEquals("0123456789", response.body());
      assertEquals("text/plain", field(response, "Content-Type"));
      assertEquals("10", field(response, "Content-Length"));
      assertEquals(DATE, field(response, "Last-Modified"));
      assertEquals("bytes", field(response, "Accept-Ranges"));
      assertTrue(field(response, "ETag").matches("\"[0-9a-f]+-a\""));
    }
  }

  @Test
  void headHasTheFieldsAndNoBody() throws Exception {
    try (Served served = Served.start(war)) {
      var response = served.send("HEAD", "/big.txt", "Range", "bytes=0-1");
      assertEquals(200, response.statusCode());
      assertEquals("100000", field(response, "Content-Length"));
      assertEquals("", response.body());
    }
  }

  @Test
  void bigFileArrivesWholeAndInParts() throws Exception {
    try (Served served = Served.start(war)) {
      assertEquals(BIG, served.get("/big.txt").body());
      var part = served.get("/big.txt", "Range", "bytes=20000-79999");
      assertEquals(206, part.statusCode());
      assertEquals("bytes 20000-79999/100000", field(part, "Content-Range"));
      assertEquals(BIG.substring(20000, 80000), part.body());
      assertEquals(BIG.substring(99990), served.get("/big.txt", "Range", "bytes=-10").body());
      var none = served.get("/big.txt", "Range", "bytes=100000-");
      assertEquals(416, none.statusCode());
      assertEquals("bytes */100000", field(none, "Content-Range"));
    }
  }

  @Test
  void conditionsAreEvaluatedInTheOrderOfTheRfc() throws Exception {
    try (Served served = Served.start(war)) {
      String tag = field(served.get("/a.txt"), "ETag");
      assertStatus(304, served, "If-None-Match", tag);
      assertStatus(304, served, "If-None-Match", "\"x\", W/" + tag);
      assertStatus(304, served, "If-None-Match", "*");
      assertStatus(200, served, "If-None-Match", "\"x\"");
      assertStatus(304, served, "If-Modified-Since", DATE);
      assertStatus(304, served, "If-Modified-Since", LATER);
      assertStatus(200, served, "If-Modified-Since", EARLIER);
      assertStatus(200, served, "If-Modified-Since", "yesterday");
      // the tag counts more than the date
      assertStatus(200, served, "If-None-Match", "\"x\"", "If-Modified-Since", LATER);
      assertStatus(200, served, "If-Match", tag);
      assertStatus(200, served, "If-Match", "*");
      assertStatus(412, served, "If-Match", "W/" + tag);
      assertStatus(412, served, "If-Match", "\"x\"");
      assertStatus(412, served, "If-Unmodified-Since", EARLIER);
      assertStatus(200, served, "If-Unmodified-Since", DATE);
      assertStatus(200, served, "If-Match", tag, "If-Unmodified-Since", EARLIER);
    }
  }

  @Test
  void notModifiedRepeatsTheTag() throws Exception {
    try (Served served = Served.start(war)) {
      String tag = field(served.get("/a.txt"), "ETag");
      var response = served.get("/a.txt", "If-None-Match", tag);
      assertEquals(tag, field(response, "ETag"));
      assertEquals("", response.body());
    }
  }

  @Test
  void partIsSentOnlyOfTheFileThatIfRangeNames() throws Exception {
    try (Served served = Served.start(war)) {
      String tag = field(served.get("/a.txt"), "ETag");
      assertStatus(206, served, "Range", "bytes=0-1", "If-Range", tag);
      assertStatus(200, served, "Range", "bytes=0-1", "If-Range", "W/" + tag);
      assertStatus(200, served, "Range", "bytes=0-1", "If-Range", "\"x\"");
      assertStatus(206, served, "Range", "bytes=0-1", "If-Range", DATE);
      assertStatus(200, served, "Range", "bytes=0-1", "If-Range", LATER);
      assertStatus(200, served, "Range", "bytes=0-1", "If-Range", "yesterday");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/WEB-INF/secret.txt",
        "/web-inf/secret.txt",
        "/META-INF/secret.txt",
        "//WEB-INF/secret.txt",
        "/dir/../WEB-INF/secret.txt",
        "/dir/%2e%2e/WEB-INF/secret.txt",
        "/./WEB-INF/secret.txt",
        "/%57EB-INF/secret.txt",
        "/WEB-INF",
        "/link.txt",
        "/linked/secret.txt",
        "/inner/index.html",
        "/a.txt/",
        "/a.txt%00.html",
        "/..%5ca.txt"
      })
  void privateFilesLinksAndOddNamesAreNotServed(String path) throws Exception {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(war.root().resolve("link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(war.root().resolve("linked"), outside);
    Files.createSymbolicLink(war.root().resolve("inner"), war.root().resolve("dir"));
    try (Served served = Served.start(war)) {
      var response = served.get(path);
      assertTrue(
          Set.of(400, 404).contains(response.statusCode()), () -> "" + response.statusCode());
      assertTrue(!response.body().contains("secret") && !response.body().contains("0123"));
    }
  }

  @Test
  void directoryIsServedByItsWelcomeFileAndNeverListed() throws Exception {
    war.file("empty/x.txt", "x");
    try (Served served = Served.start(war)) {
      assertEquals("<p>welcome", served.get("/dir/").body());
      assertEquals(302, served.get("/dir").statusCode());
      assertEquals(404, served.get("/empty/").statusCode());
      assertEquals(404, served.get("/").statusCode());
    }
  }

  @Test
  void welcomeFilesOfTheDescriptorCount() throws Exception {
    war.webXml("<welcome-file-list><welcome-file>/a.txt</welcome-file></welcome-file-list>");
    try (Served served = Served.start(war)) {
      assertEquals("0123456789", served.get("/").body());
    }
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    try (Served served = Served.start(war)) {
      for (String method : Set.of("POST", "PUT", "DELETE", "PATCH")) {
        var response = served.send(method, "/a.txt");
        assertEquals(405, response.statusCode());
        assertEquals("GET, HEAD, OPTIONS", field(response, "Allow"));
      }
      assertEquals("GET, HEAD, OPTIONS", field(served.send("OPTIONS", "/a.txt"), "Allow"));
    }
  }

  @Test
  void warWinsOverItsJarsAndJarsServeInTheirOrder() throws Exception {
    war.jar("a.jar")
        .file("META-INF/resources/a.txt", "of jar a")
        .file("META-INF/resources/x.txt", "of jar a")
        .file("META-INF/resources/WEB-INF/y.txt", "hidden")
        .fragment("<name>a</name><ordering><after><name>b</name></after></ordering>")
        .done();
    war.jar("b.jar")
        .file("META-INF/resources/x.txt", "of jar b")
        .file("META-INF/resources/dir/z.txt", "z of jar b")
        .fragment("<name>b</name>")
        .done();
    war.classes(
        """
        package app;
        import jakarta.servlet.http.*;
        @jakarta.servlet.annotation.WebServlet("/paths")
        public class Paths extends HttpServlet {
          @Override protected void doGet(HttpServletRequest q, HttpServletResponse p)
              throws java.io.IOException {
            p.getWriter().print(new java.util.TreeSet<>(getServletContext().getResourcePaths("/dir")));
          }
        }
        """);
    try (Served served = Served.start(war)) {
      assertEquals("0123456789", served.get("/a.txt").body());
      assertEquals("of jar b", served.get("/x.txt").body());
      assertEquals("z of jar b", served.get("/dir/z.txt").body());
      assertEquals("<p>welcome", served.get("/dir/").body());
      assertEquals(404, served.get("/WEB-INF/y.txt").statusCode());
      assertEquals("[/dir/index.html, /dir/z.txt]", served.get("/paths").body());
    }
  }

  @Test
  void filterThatWrapsTheResponseSeesTheContent() throws Exception {
    war.classes(
        """
        package app;
        import jakarta.servlet.*;
        import jakarta.servlet.http.*;
        @jakarta.servlet.annotation.WebFilter("*.txt")
        public class Upper implements Filter {
          @Override public void doFilter(ServletRequest q, ServletResponse p, FilterChain c)
              throws java.io.IOException, ServletException {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            c.doFilter(q, new HttpServletResponseWrapper((HttpServletResponse) p) {
              @Override public void setContentLengthLong(long n) {}
              @Override public ServletOutputStream getOutputStream() {
                return new ServletOutputStream() {
                  @Override public void write(int b) { bytes.write(b); }
                  @Override public boolean isReady() { return true; }
                  @Override public void setWriteListener(WriteListener l) {}
                };
              }
            });
            p.getWriter().print("wrapped " + bytes.size());
          }
        }
        """);
    try (Served served = Served.start(war)) {
      assertEquals("wrapped 10", served.get("/a.txt").body());
      assertEquals("wrapped 100000", served.get("/big.txt").body());
    }
  }

  @Test
  void includedFileAppearsWhereThePageWantsItAndMayBePrivate() throws Exception {
    war.classes(
        """
        package app;
        import jakarta.servlet.http.*;
        @jakarta.servlet.annotation.WebServlet("/page")
        public class Page extends HttpServlet {
          @Override protected void service(HttpServletRequest q, HttpServletResponse p)
              throws java.io.IOException, jakarta.servlet.ServletException {
            boolean writes = q.getParameter("writer") != null;
            if (writes) p.getWriter().print("<"); else p.getOutputStream().print("<");
            q.getRequestDispatcher(q.getParameter("file")).include(q, p);
            if (writes) p.getWriter().print(">"); else p.getOutputStream().print(">");
          }
        }
        """);
    try (Served served = Served.start(war)) {
      assertEquals("<secret>", served.get("/page?file=/WEB-INF/secret.txt").body());
      assertEquals("<secret>", served.get("/page?writer=1&file=/WEB-INF/secret.txt").body());
      assertEquals("<secret>", served.send("POST", "/page?file=/WEB-INF/secret.txt").body());
      assertEquals("<" + BIG + ">", served.get("/page?file=/big.txt").body());
      assertEquals(500, served.get("/page?file=/none.txt").statusCode());
    }
  }

  @Test
  void bytesAreNotTouched() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    war.file("all.bin", all).file("x.unknown", "?").file("app.mjs", "1");
    try (Served served = Served.start(war)) {
      assertArrayEquals(all, served.uri("/all.bin").toURL().openStream().readAllBytes());
      assertEquals("application/octet-stream", field(served.get("/x.unknown"), "Content-Type"));
      assertEquals("text/javascript", field(served.get("/app.mjs"), "Content-Type"));
    }
  }

  @Test
  void mediaTypesOfTheDescriptorCount() throws Exception {
    war.file("a.mjs", "ä".getBytes(StandardCharsets.UTF_8))
        .webXml(
            "<mime-mapping><extension>mjs</extension><mime-type>x/y</mime-type></mime-mapping>");
    try (Served served = Served.start(war)) {
      assertEquals("x/y", field(served.get("/a.mjs"), "Content-Type"));
    }
  }

  private static void assertStatus(int expected, Served served, String... fields) throws Exception {
    assertEquals(
        expected, served.get("/a.txt", fields).statusCode(), () -> String.join(" ", fields));
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
