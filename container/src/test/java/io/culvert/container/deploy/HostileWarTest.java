package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.session.SessionCounts;
import io.culvert.container.session.SessionManagers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WARs and requests that mean harm, through the whole pipeline. */
class HostileWarTest {
  @TempDir Path folder;

  private WarFolder war;
  private final SessionManagers sessions = DeployedWar.sessions();
  private final List<String> failedCleanups = new ArrayList<>();

  @BeforeEach
  void emptyWar() throws Exception {
    war = new WarFolder(folder.resolve("app"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/WEB-INF/web.xml",
        "/web-inf/web.xml",
        "/WEB-INF",
        "/WEB-INF/",
        "//WEB-INF/web.xml",
        "/./WEB-INF/web.xml",
        "/x/../WEB-INF/web.xml",
        "/;x/WEB-INF/web.xml",
        "/WEB-INF;x/web.xml",
        "/WEB-INF;/web.xml",
        "/%57EB-INF/web.xml",
        "/WEB-INF%2fweb.xml",
        "/%2e/WEB-INF/web.xml",
        "/x/%2e%2e/WEB-INF/web.xml",
        "/%2e%2e/WEB-INF/web.xml",
        "/WEB-INF./web.xml",
        "/WEB-INF%20/web.xml",
        "/WEB-INF%00/web.xml",
        "/META-INF/context.xml",
        "/meta-inf/context.xml",
        "/Meta-Inf;a=b/context.xml",
        "/page.jsp/",
        "/page.jsp%00",
        "/page.jsp%20",
        "/page.jsp.",
        "/page.jsp%2f",
        "/page.JSP",
        "/page.jsp;.txt",
        "/page.jsp/.",
        "/page.js%70",
        "/page%2ejsp",
        "/page.jsp%3b.txt",
        "/page.jsp%5c"
      })
  void noSpellingShowsPrivateFilesOrTheSourceOfPages(String path) throws Exception {
    war.webXml("<!-- private -->")
        .file("META-INF/context.xml", "<private/>")
        .file("page.jsp", "<%-- private --%>page");
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      var answer = app.get(path);
      assertFalse(answer.body().contains("private"), answer.body());
      assertTrue(
          answer.statusCode() >= 400 || answer.body().equals("page"), "" + answer.statusCode());
    }
  }

  @Test
  void asynchronousDispatchDoesNotOpenPrivateFiles() throws Exception {
    war.webXml("<!-- private -->")
        .classes(
            """
            package app;
            @jakarta.servlet.annotation.WebFilter(urlPatterns = "/*", asyncSupported = true)
            public class Again extends jakarta.servlet.http.HttpFilter {
              @Override
              protected void doFilter(jakarta.servlet.http.HttpServletRequest request,
                  jakarta.servlet.http.HttpServletResponse response,
                  jakarta.servlet.FilterChain chain)
                  throws java.io.IOException, jakarta.servlet.ServletException {
                if (request.getDispatcherType() == jakarta.servlet.DispatcherType.REQUEST) {
                  request.startAsync().dispatch();
                } else {
                  chain.doFilter(request, response);
                }
              }
            }
            """);
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertFalse(app.get("/WEB-INF/web.xml").body().contains("private"));
      assertFalse(app.get("/web-inf/web.xml").body().contains("private"));
    }
  }

  @Test
  void listenerThatThrowsLeavesNothingBehind() throws Exception {
    war.classes(
        """
        package app;
        @jakarta.servlet.annotation.WebListener
        public class Bad implements jakarta.servlet.ServletContextListener {
          @Override public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
            throw new IllegalStateException("no database");
          }
          @Override public void contextDestroyed(jakarta.servlet.ServletContextEvent event) {
            throw new IllegalStateException("and no end");
          }
        }
        """);
    assertFails("start", "no database");
  }

  @Test
  void listenerWhoseClassCannotBeInitialisedFailsTheDeployment() throws Exception {
    war.classes(
        """
        package app;
        @jakarta.servlet.annotation.WebListener
        public class Bad implements jakarta.servlet.ServletContextListener {
          static { if (true) throw new IllegalStateException("static trouble"); }
        }
        """);
    assertFails("start", "static trouble");
  }

  @Test
  void initializerThatThrowsAnErrorFailsTheDeployment() throws Exception {
    war.jar("a.jar")
        .classes(
            """
            package a;
            public class Boot implements jakarta.servlet.ServletContainerInitializer {
              @Override public void onStartup(java.util.Set<Class<?>> types,
                  jakarta.servlet.ServletContext context) {
                onStartup(types, context);
              }
            }
            """)
        .file("META-INF/services/jakarta.servlet.ServletContainerInitializer", "a.Boot")
        .done();
    assertFails("start", "StackOverflowError");
  }

  @Test
  void servletWhoseClassCannotBeInitialisedFailsItsRequestsOnly() throws Exception {
    war.classes(
            """
            package app;
            @jakarta.servlet.annotation.WebServlet("/bad")
            public class Bad extends jakarta.servlet.http.HttpServlet {
              static { if (true) throw new IllegalStateException("static trouble"); }
            }
            """)
        .file("good.txt", "good");
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals(500, app.get("/bad").statusCode());
      assertEquals(500, app.get("/bad").statusCode());
      assertEquals("good", app.get("/good.txt").body());
    }
  }

  @Test
  void listenerThatFailsAtTheEndKeepsNothingFromBeingUndone() throws Exception {
    war.classes(
        """
        package app;
        @jakarta.servlet.annotation.WebListener
        public class Bad implements jakarta.servlet.ServletContextListener {
          @Override public void contextDestroyed(jakarta.servlet.ServletContextEvent event) {
            throw new NoClassDefFoundError("gone");
          }
        }
        """,
        """
        package app;
        @jakarta.servlet.annotation.WebServlet(urlPatterns = "/x", loadOnStartup = 1)
        public class Bye extends jakarta.servlet.http.HttpServlet {
          @Override public void destroy() { throw new IllegalStateException("no end"); }
        }
        """);
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      app.running().app().stop();
      assertEquals(List.of(), app.failedCleanups());
    }
    assertNothingIsLeft();
  }

  @Test
  void entitiesOfADescriptorAreRefused() throws Exception {
    war.file(
        "WEB-INF/web.xml",
        "<!DOCTYPE web-app [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n"
            + "<web-app><display-name>&b;</display-name></web-app>");
    assertFails("describe", "entities");
  }

  @Test
  void externalEntityOfATagLibraryIsNotRead() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    war.file(
            "WEB-INF/t.tld",
            "<!DOCTYPE taglib [<!ENTITY x SYSTEM \"%s\">]>\n".formatted(secret.toUri())
                + "<taglib version='3.0'><tlib-version>1.0</tlib-version>"
                + "<short-name>t</short-name><uri>urn:&x;</uri></taglib>")
        .file("a.jsp", "<%@ taglib prefix='t' uri='urn:top secret' %>page");
    Deployment deployment = deploy();
    if (deployment instanceof Deployment.Running running) {
      try (RunningEngine engine = new RunningEngine(running.handler())) {
        assertNotEquals("page", engine.get("/a.jsp").body());
      } finally {
        running.app().stop();
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void externalEntityOfAPageIsNotRead() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    war.file(
        "a.jspx",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]>\n".formatted(secret.toUri())
            + "<a xmlns:jsp='http://java.sun.com/JSP/Page'>&x;</a>");
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertFalse(app.get("/a.jspx").body().contains("top secret"));
    }
  }

  @Test
  void descriptorThatNestsDeeplyIsRefused() throws Exception {
    war.webXml("<a>".repeat(10_000) + "</a>".repeat(10_000));
    assertFails("describe", "WEB-INF/web.xml:");
  }

  @Test
  void hugeDescriptorIsRefused() throws Exception {
    byte[] noise = new byte[5 << 20]; // what packs well would be taken for a bomb before
    new Random(1).nextBytes(noise);
    war.webXml("<!--" + HexFormat.of().formatHex(noise) + "-->");
    assertFails("describe", "is larger than 8 MiB");
  }

  @Test
  void hugeListOfInitializersIsRefused() throws Exception {
    war.jar("a.jar")
        .file("META-INF/services/jakarta.servlet.ServletContainerInitializer", " ".repeat(2 << 20))
        .done();
    assertFails("describe", "META-INF/services/jakarta.servlet.ServletContainerInitializer");
  }

  @Test
  void applicationCannotReachTheServersClasses() throws Exception {
    war.classes(
        """
        package app;
        @jakarta.servlet.annotation.WebServlet("/look")
        public class Look extends jakarta.servlet.http.HttpServlet {
          @Override protected void doGet(jakarta.servlet.http.HttpServletRequest request,
              jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
            for (String name : request.getParameterValues("c")) {
              for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
                  loader != null; loader = loader.getParent()) {
                try {
                  Class.forName(name, false, loader);
                  response.getWriter().print(name + " by " + loader.getName() + " ");
                } catch (ClassNotFoundException e) {
                  // hidden
                }
              }
            }
            response.getWriter().print(
                java.util.Collections.list(Thread.currentThread().getContextClassLoader()
                    .getResources("io/undertow/Undertow.class")));
          }
        }
        """);
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals(
          "[]",
          app.get(
                  "/look?c=io.undertow.Undertow&c=org.xnio.Xnio&c=io.culvert.container.Server"
                      + "&c=org.jboss.logmanager.LogManager&c=picocli.CommandLine"
                      + "&c=org.apache.tomcat.util.descriptor.DigesterFactory")
              .body());
    }
  }

  @Test
  void textOfAnErrorIsNoMarkup() throws Exception {
    war.classes(
        """
        package app;
        @jakarta.servlet.annotation.WebServlet("/say")
        public class Say extends jakarta.servlet.http.HttpServlet {
          @Override protected void doGet(jakarta.servlet.http.HttpServletRequest request,
              jakarta.servlet.http.HttpServletResponse response) throws java.io.IOException {
            response.sendError(404, request.getParameter("x"));
          }
        }
        """);
    try (DeployedWar app = DeployedWar.start(war, folder.resolve("work"))) {
      assertFalse(app.get("/say?x=%3Cscript%3E").body().contains("<script>"));
      assertFalse(app.get("/%3Cscript%3E").body().contains("<script>"));
    }
  }

  private Deployment deploy() {
    return DeployedWar.deploy(
        war, folder.resolve("work"), AppDefaults.STANDARD, sessions, failedCleanups);
  }

  private void assertFails(String stage, String message) throws Exception {
    Failed failed = assertInstanceOf(Failed.class, deploy());
    assertEquals(stage, failed.stage());
    assertTrue(failed.cause().getMessage().contains(message), failed.cause().getMessage());
    long stored = sessions.counts().stream().mapToLong(SessionCounts::created).sum();
    assertEquals(0, stored, "sessions of an application that never ran");
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws Exception {
    assertEquals(List.of(), failedCleanups);
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      // what was built from it is kept by its content, and serves nobody
      assertEquals(List.of(), left.filter(file -> !file.endsWith("cache")).toList());
    }
  }
}
