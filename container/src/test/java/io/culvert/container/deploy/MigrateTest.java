package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that was made for javax.servlet: its API stands here in its own classes. */
class MigrateTest {
  private static final String OLD_SERVLET =
      """
      package javax.servlet.http;
      public abstract class HttpServlet {
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {}
      }
      """;
  private static final String OLD_REQUEST =
      "package javax.servlet.http; public interface HttpServletRequest { String getMethod(); }";
  private static final String OLD_RESPONSE =
      """
      package javax.servlet.http;
      public interface HttpServletResponse { java.io.PrintWriter getWriter(); }
      """;
  private static final String SERVLET =
      """
      package shop;
      public class Page extends javax.servlet.http.HttpServlet {
        @Override
        protected void doGet(
            javax.servlet.http.HttpServletRequest request,
            javax.servlet.http.HttpServletResponse response) throws java.io.IOException {
          response.getWriter().print("old " + request.getMethod());
        }
      }
      """;

  @TempDir Path folder;
  private final List<String> remarks = new ArrayList<>();
  private WarFolder war;
  private BuildCache cache;

  @BeforeEach
  void begin() throws IOException {
    war = new WarFolder(folder.resolve("war"));
    cache = open();
  }

  @AfterEach
  void end() throws IOException {
    cache.close();
  }

  private BuildCache open() throws IOException {
    return BuildCache.open(folder.resolve("cache"), InstantSource.system());
  }

  private void restart() throws IOException {
    cache.close();
    cache = open();
    remarks.clear();
  }

  @Test
  void anOldServletServes() throws Exception {
    oldApplication();
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("old GET", deployed.get("/page").body());
      assertEquals("page GET", deployed.get("/page.jsp").body().strip());
    }
  }

  @Test
  void whatWasDoneIsSaidAndTheOriginalIsLeftAlone() throws Exception {
    oldApplication();
    Exploded exploded = exploded();
    Exploded migrated = migrate(exploded);
    assertNotEquals(exploded.root(), migrated.root());
    assertNotEquals(exploded.digest(), migrated.digest(), "nothing of the original fits it");
    assertTrue(Files.exists(exploded.root().resolve("WEB-INF/classes/javax/servlet/http")));
    assertTrue(Files.exists(migrated.root().resolve("WEB-INF/classes/jakarta/servlet/http")));
    assertFalse(Files.exists(migrated.root().resolve("WEB-INF/classes/javax/servlet/http")));
    assertEquals(
        "it is made for javax.servlet and was rewritten for jakarta.servlet: 4 classes, 1 pages and"
            + " other texts, 0 jars; seen in WEB-INF/classes (shop/Page.class), pages (page.jsp)",
        remarks.getFirst());
  }

  @Test
  void anApplicationOfTodayPassesThrough() throws Exception {
    war.classes("package shop; public class New extends jakarta.servlet.http.HttpServlet {}");
    Exploded exploded = exploded();
    assertSame(exploded, migrate(exploded));
    assertEquals(List.of(), remarks);
  }

  @Test
  void theSecondStartSurveysAndRewritesNothingAndSaysTheSame() throws Exception {
    oldApplication();
    Exploded first = migrate(exploded());
    assertEquals(1, cache.statistics().builds().get(Kind.SURVEY));
    assertEquals(1, cache.statistics().builds().get(Kind.MIGRATED_WAR));
    List<String> said = List.copyOf(remarks);
    restart();
    Exploded second = migrate(exploded());
    assertEquals(0, cache.statistics().built());
    assertEquals(2, cache.statistics().hits());
    assertEquals(1, said.size());
    assertEquals(said, remarks);
    assertEquals(first.digest(), second.digest());
    assertArrayEquals(pageClass(first), pageClass(second));
  }

  @Test
  void theVerdictOnAnApplicationOfTodayIsKeptWithItsNotes() throws Exception {
    war.classes("package shop; public class New extends jakarta.servlet.http.HttpServlet {}");
    Path lib = Files.createDirectories(war.root().resolve("WEB-INF/lib"));
    new AppFolder(folder.resolve("jar"))
        .file("META-INF/services/javax.servlet.ServletContainerInitializer", "old.Starter")
        .file("old/Starter.class", "javax/servlet/ServletContainerInitializer")
        .packedAs(lib.resolve("old.jar"));
    migrate(exploded());
    List<String> said = List.copyOf(remarks);
    restart();
    Exploded exploded = exploded();
    assertSame(exploded, migrate(exploded));
    assertEquals(0, cache.statistics().built());
    assertEquals(1, said.size());
    assertEquals(said, remarks);
  }

  @Test
  void aGenerationCannotSpoilWhatIsKeptForTheNext() throws Exception {
    oldApplication();
    Path page = migrate(exploded()).root().resolve("page.jsp");
    String content = Files.readString(page);
    Files.writeString(page, "changed by the application");
    assertEquals(List.of(), cache.verify());
    assertEquals(content, Files.readString(migrate(exploded()).root().resolve("page.jsp")));
  }

  @Test
  void whatIsRewrittenWhileItChangesIsRefusedAndNotKept() throws Exception {
    oldApplication();
    String page = Files.readString(war.root().resolve("page.jsp"));
    Exploded exploded = exploded();
    DeploymentException refused =
        assertThrows(
            DeploymentException.class,
            () -> migrate(new BuildsInMotion(cache, () -> war.file("page.jsp", "new")), exploded));
    assertTrue(String.valueOf(refused.getMessage()).contains("deploy it when it is complete"));
    war.file("page.jsp", page);
    String migrated = Files.readString(migrate(exploded).root().resolve("page.jsp"));
    assertEquals(page.replace("javax", "jakarta"), migrated);
  }

  @Test
  void theVerdictOnAFolderThatChangesIsUsedButNotKept() throws Exception {
    war.classes("package shop; public class New extends jakarta.servlet.http.HttpServlet {}");
    Exploded exploded = exploded();
    BuildsInMotion moving = new BuildsInMotion(cache, () -> war.file("WEB-INF/app.log", "one"));
    assertSame(exploded, migrate(moving, exploded));
    assertEquals(0, cache.statistics().entries());
  }

  private static byte[] pageClass(Exploded exploded) throws IOException {
    return Files.readAllBytes(exploded.root().resolve("WEB-INF/classes/shop/Page.class"));
  }

  private void oldApplication() throws IOException {
    war.classes(OLD_SERVLET, OLD_REQUEST, OLD_RESPONSE, SERVLET)
        .file(
            "page.jsp",
            "<%@ page import='javax.servlet.http.HttpServletRequest' %>page <%="
                + " ((HttpServletRequest) request).getMethod() %>")
        .webXml(
            """
            <servlet><servlet-name>p</servlet-name><servlet-class>shop.Page</servlet-class></servlet>
            <servlet-mapping><servlet-name>p</servlet-name><url-pattern>/page</url-pattern>
            </servlet-mapping>
            """);
  }

  private Exploded exploded() throws IOException {
    Path work = Files.createTempDirectory(folder, "work");
    String digest = new FolderTree(war.root()).digest();
    return new Exploded(new DeploymentSpec("", "", war.root()), war.root(), digest, work);
  }

  private Exploded migrate(Exploded exploded) throws DeploymentException {
    return migrate(cache, exploded);
  }

  private Exploded migrate(Builds builds, Exploded exploded) throws DeploymentException {
    return new Migrate(builds, (_, line) -> remarks.add(line)).run(exploded);
  }
}
