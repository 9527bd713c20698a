package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servlet that an initializer maps to all that nobody else answers, as frameworks do. */
class RootMappingTest {
  private static final String ALL =
      """
      package shop;
      import jakarta.servlet.http.*;
      public class All extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          response.getWriter().print("all " + request.getServletPath());
        }
      }
      """;
  private static final String INITIALIZER =
      """
      package shop;
      import jakarta.servlet.*;
      public class Init implements ServletContainerInitializer {
        @Override
        public void onStartup(java.util.Set<Class<?>> types, ServletContext context) {
          context.addServlet("all", All.class).addMapping("/");
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void itTakesTheRootOverFromTheServersOwn() throws Exception {
    try (DeployedWar deployed = DeployedWar.start(war(), folder.resolve("work"))) {
      assertEquals("all /", deployed.get("/").body());
      assertEquals("all /some/thing", deployed.get("/some/thing").body());
      assertEquals("all /note.txt", deployed.get("/note.txt").body());
    }
  }

  @Test
  void aWelcomePageThatIsThereComesFirst() throws Exception {
    WarFolder war = war().file("index.jsp", "page").file("inner/none.txt", "x");
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("page", deployed.get("/").body());
    }
  }

  @Test
  void aWelcomePageOfAFolderBelowIsFoundThereAndNowhereElse() throws Exception {
    WarFolder war = war().file("a/b/index.jsp", "page");
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("all /", deployed.get("/").body());
      assertEquals("all /a/", deployed.get("/a/").body());
      assertEquals("page", deployed.get("/a/b/").body());
    }
  }

  private WarFolder war() throws IOException {
    return new WarFolder(folder.resolve("war"))
        .classes(ALL, INITIALIZER)
        .file("note.txt", "note")
        .file(
            "WEB-INF/classes/META-INF/services/jakarta.servlet.ServletContainerInitializer",
            "shop.Init");
  }
}
