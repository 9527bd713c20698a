package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ServletContainerInitializers and the classes they are given (Servlet 6.1 §8.2.4). */
class InitializerTest {
  private static final String SERVICE =
      "META-INF/services/jakarta.servlet.ServletContainerInitializer";
  private static final String INITIALIZER =
      """
      package lib;
      import jakarta.servlet.*;
      import java.util.Set;
      public class Boot implements ServletContainerInitializer {
        @Override public void onStartup(Set<Class<?>> types, ServletContext context) {
          context.setAttribute("handled", types);
        }
      }
      """;

  @TempDir Path temp;
  private WarFolder war;
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void emptyWar() throws IOException {
    war = new WarFolder(temp.resolve("app"));
  }

  @Test
  void subtypesAreFoundThroughJarsAndThroughClassesOfTheServer() throws Exception {
    boot("java.util.EventListener", "lib.Plugin");
    war.jar("b.jar")
        .classes("package b; public abstract class Base implements lib.Plugin {}")
        .done();
    war.classes(
        "package app; public class One extends b.Base {}",
        // HttpSessionListener, which leads to EventListener, is in no jar of the application
        "package app; public class Two implements jakarta.servlet.http.HttpSessionListener {}",
        "package app; public class Three {}");
    assertEquals("app.One app.Two b.Base", handled());
  }

  @Test
  void annotatedClassesAreFoundWhereverTheAnnotationStands() throws Exception {
    boot("lib.Mark");
    war.classes(
        "package app; @lib.Mark public class OnClass {}",
        "package app; public class OnField { @lib.Mark int f; }",
        "package app; public class OnMethod { @lib.Mark void m() {} }",
        "package app; public class OnParameter { void m(@lib.Mark int p) {} }",
        "package app; public class Nowhere {}");
    assertEquals("app.OnClass app.OnField app.OnMethod app.OnParameter", handled());
  }

  @Test
  void handledClassThatDoesNotLoadIsRemarkedAndLeftOut() throws Exception {
    boot("lib.Plugin");
    war.classes(
        "package app; public class Gone {}",
        "package app; public class Broken extends Gone implements lib.Plugin {}",
        "package app; public class Good implements lib.Plugin {}");
    Files.delete(war.root().resolve("WEB-INF/classes/app/Gone.class"));
    assertEquals("app.Good", handled());
    assertTrue(
        remarks.stream().anyMatch(r -> r.startsWith("app.Broken: is not given to lib.Boot")),
        remarks::toString);
  }

  @Test
  void nothingToHandleIsNull() throws Exception {
    boot("lib.Plugin");
    assertEquals("null", handled());
  }

  @Test
  void initializerOfAnExcludedJarDoesNotRunAndNorAreItsClassesHandled() throws Exception {
    boot("lib.Plugin");
    war.jar("x.jar")
        .classes(
            INITIALIZER.replace("package lib", "package x"),
            "package x; public class Hidden implements lib.Plugin {}")
        .file(SERVICE, "x.Boot")
        .done();
    war.webXml("<absolute-ordering><name>lib</name></absolute-ordering>");
    List<Initializer> found = initializers();
    assertEquals(1, found.size());
    assertEquals("lib.Boot", found.getFirst().initializer().getClass().getName());
    assertEquals("null", names(found.getFirst().handledTypes()));
  }

  @Test
  void jarsComeInOrderAndClassesLast() throws Exception {
    war.classes(INITIALIZER.replace("package lib", "package app"))
        .file("WEB-INF/classes/" + SERVICE, "# a comment\napp.Boot # and another\n\n");
    war.jar("a.jar")
        .classes(INITIALIZER.replace("package lib", "package a"))
        .file(SERVICE, "a.Boot")
        .fragment("<name>a</name><ordering><after><name>b</name></after></ordering>")
        .done();
    war.jar("b.jar")
        .classes(INITIALIZER.replace("package lib", "package b"))
        .file(SERVICE, "b.Boot\nb.Boot")
        .fragment("<name>b</name>")
        .done();
    assertEquals(
        List.of("b.Boot", "a.Boot", "app.Boot"),
        initializers().stream().map(i -> i.initializer().getClass().getName()).toList());
  }

  @Test
  void initializerForWebSocketIsSkippedWithARemark() throws Exception {
    war.jar("ws.jar")
        .classes(
            "package jakarta.websocket; public interface Endpoint {}",
            INITIALIZER
                .replace("package lib", "package ws")
                .replace(
                    "public class",
                    "@jakarta.servlet.annotation.HandlesTypes(jakarta.websocket.Endpoint.class) public class"))
        .file(SERVICE, "ws.Boot")
        .done();
    assertEquals(List.of(), initializers());
    assertTrue(
        remarks.getFirst().contains("ws.Boot is not run, since it is about WebSocket"),
        remarks::toString);
  }

  @Test
  void copyOfThePageCompilerDoesNotMakeTheServersOneRunTwice() throws Exception {
    war.jar("jasper.jar").file(SERVICE, "org.apache.jasper.servlet.JasperInitializer").done();
    assertEquals(List.of(), initializers());
  }

  @Test
  void initializerIsMadeAsItsApplication() throws Exception {
    war.jar("lib.jar")
        .classes(
            INITIALIZER
                .replace(
                    "public void onStartup",
                    "public String toString() { return \"\" + made; }"
                        + " private final boolean made = Thread.currentThread()"
                        + ".getContextClassLoader() == Boot.class.getClassLoader();"
                        + " @Override public void onStartup")
                .replace("@Override public String", "public String"))
        .file(SERVICE, "lib.Boot")
        .done();
    assertEquals("true", initializers().getFirst().initializer().toString());
  }

  @Test
  void missingInitializerFailsWithItsFile() throws Exception {
    war.jar("a.jar").file(SERVICE, "no.Such").done();
    Failure failure = Failure.of(this::initializers);
    failure.at("WEB-INF/lib/a.jar!/" + SERVICE);
    failure.saying("no.Such");
  }

  @Test
  void initializersRunBeforeListenersAndMayAddServlets() throws Exception {
    war.jar("lib.jar")
        .classes(
            INITIALIZER.replace(
                "context.setAttribute(\"handled\", types);",
                "context.addServlet(\"added\", new jakarta.servlet.http.HttpServlet() {"
                    + " @Override protected void doGet(jakarta.servlet.http.HttpServletRequest q,"
                    + " jakarta.servlet.http.HttpServletResponse p) throws java.io.IOException {"
                    + " p.getWriter().print(\"added\"); } }).addMapping(\"/added\");"))
        .file(SERVICE, "lib.Boot")
        .done();
    try (Served served = Served.start(war)) {
      assertEquals("added", served.get("/added").body());
    }
  }

  /** A jar whose initializer handles these types; Plugin and Mark are in it, too. */
  private void boot(String... types) throws IOException {
    String handles =
        "@jakarta.servlet.annotation.HandlesTypes({%s.class}) public class"
            .formatted(String.join(".class,", types));
    war.jar("lib.jar")
        .fragment("<name>lib</name>")
        .classes(
            INITIALIZER.replace("public class", handles),
            "package lib; public interface Plugin {}",
            "package lib; public @interface Mark {}")
        .file(SERVICE, "lib.Boot")
        .done();
  }

  private String handled() throws Exception {
    return names(initializers().getFirst().handledTypes());
  }

  private List<Initializer> initializers() throws Exception {
    return Served.describe(war, (spec, line) -> remarks.add(line)).initializers();
  }

  private static String names(@Nullable Iterable<Class<?>> types) {
    if (types == null) {
      return "null";
    }
    TreeSet<String> names = new TreeSet<>();
    types.forEach(t -> names.add(t.getName()));
    return String.join(" ", names);
  }
}
