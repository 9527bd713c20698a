package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.core.InMemorySessionManagerFactory;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jboss.metadata.web.spec.WebMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {
  @TempDir Path folder;

  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private AppClassLoader loader;
  private DeploymentInfo info;
  private Assembled assembled;

  @BeforeEach
  void assemble() throws Exception {
    AppFolder app = new AppFolder(folder.resolve("app")).file("static.txt", "static");
    loader = app.loader();
    DeploymentSpec spec = new DeploymentSpec("", "", app.root());
    Exploded exploded = new Exploded(spec, app.root(), "00", folder.resolve("work"));
    Scanned scanned = TestApp.scanned(exploded, loader);
    assembled = TestApp.assembled(TestApp.described(scanned, new WebMetaData()));
    info = assembled.info();
    info.addListener(listener(new Recorder("first")));
  }

  @AfterEach
  void close() throws Exception {
    loader.close();
  }

  @Test
  void startUpServletsAreLoadedInTheirOrderAndOthersAreNot() throws Exception {
    info.addServlet(servlet("late", new Page("late")).setLoadOnStartup(7));
    info.addServlet(servlet("lazy", new Page("lazy")));
    info.addServlet(servlet("negative", new Page("negative")).setLoadOnStartup(-3));
    info.addServlet(servlet("early", new Page("early")).setLoadOnStartup(0));
    Started started = start();
    assertEquals(
        List.of("first initialized", "early loaded", "late loaded"), List.copyOf(happened));
    started.engine().stop();
    assertEquals("first destroyed", happened.getLast());
    assertTrue(happened.containsAll(List.of("early unloaded", "late unloaded")));
  }

  @Test
  void answersThroughItsHandler() throws Exception {
    info.addServlet(servlet("hello", new Page("hello")).addMapping("/hello"));
    Started started = start();
    try (RunningEngine engine = new RunningEngine(started.handler())) {
      assertEquals("I am hello", engine.get("/hello").body());
      assertEquals("static", engine.get("/static.txt").body());
      assertEquals(404, engine.get("/missing").status());
    }
    started.engine().stop();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failingStartUpServletFailsTheDeploymentAndUndoesIt(boolean checkedException) {
    Exception cause =
        checkedException
            ? new ServletException("no database")
            : new IllegalStateException("no database");
    info.addServlet(servlet("early", new Page("early")).setLoadOnStartup(0));
    info.addServlet(servlet("broken", new Broken(cause)).setLoadOnStartup(1));
    info.addServlet(servlet("after", new Page("after")).setLoadOnStartup(2));
    DeploymentException e = assertThrows(DeploymentException.class, this::start);
    String said = String.valueOf(e.getMessage());
    assertTrue(said.startsWith("servlet 'broken' (load-on-startup 1) failed: "), said);
    assertTrue(said.endsWith("no database"), said);
    assertEquals(
        List.of("first initialized", "early loaded", "early unloaded", "first destroyed"),
        List.copyOf(happened));
  }

  @Test
  void startUpServletWhoseClassCannotBeInitialisedIsNamed() {
    info.addServlet(
        servlet("broken", new Broken(new IllegalStateException("never asked")))
            .setLoadOnStartup(1));
    info.addServlet(
        new ServletInfo(
                "static",
                Page.class,
                () -> {
                  throw new ExceptionInInitializerError("static trouble");
                })
            .setLoadOnStartup(0));
    String said = String.valueOf(assertThrows(DeploymentException.class, this::start).getMessage());
    assertTrue(said.startsWith("servlet 'static' (load-on-startup 0) failed: "), said);
    assertTrue(said.contains("static trouble"), said);
  }

  @Test
  void filtersAreReadyBeforeAnyRequestAndBeforeServlets() throws Exception {
    info.addServlet(servlet("early", new Page("early")).setLoadOnStartup(0));
    info.addFilter(filter("one", new Guard("one")));
    Started started = start();
    assertEquals(List.of("first initialized", "one ready", "early loaded"), List.copyOf(happened));
    started.engine().stop();
    assertTrue(happened.contains("one over"), happened.toString());
  }

  @Test
  void failingFilterFailsTheDeploymentAndUndoesIt() {
    info.addFilter(filter("broken", new BrokenGuard()));
    String said = String.valueOf(assertThrows(DeploymentException.class, this::start).getMessage());
    assertTrue(said.startsWith("filter 'broken' failed: "), said);
    assertTrue(said.endsWith("no key"), said);
    assertEquals(List.of("first initialized", "first destroyed"), List.copyOf(happened));
  }

  private static FilterInfo filter(String name, Filter filter) {
    return new FilterInfo(name, filter.getClass(), new ImmediateInstanceFactory<>(filter));
  }

  private class Guard implements Filter {
    private final String name;

    Guard(String name) {
      this.name = name;
    }

    @Override
    public void init(FilterConfig config) {
      happened.add(name + " ready");
    }

    @Override
    public void destroy() {
      happened.add(name + " over");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(request, response);
    }
  }

  private static final class BrokenGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    public void init() throws ServletException {
      throw new ServletException("no key");
    }
  }

  @Test
  void failingProgrammaticStartUpServletFailsTheDeploymentToo() {
    initializer(
        context ->
            context
                .addServlet("broken", new Broken(new ServletException("no database")))
                .setLoadOnStartup(1));
    DeploymentException e = assertThrows(DeploymentException.class, this::start);
    assertTrue(String.valueOf(e.getMessage()).contains("servlet 'broken'"), e.getMessage());
  }

  @Test
  void servletThatIsGoneForGoodFailsTheDeployment() {
    info.addServlet(
        servlet("gone", new Broken(new UnavailableException("licence expired")))
            .setLoadOnStartup(1));
    DeploymentException e = assertThrows(DeploymentException.class, this::start);
    assertTrue(String.valueOf(e.getMessage()).contains("permanently unavailable"), e.getMessage());
  }

  @Test
  void servletThatIsBusyForAWhileDoesNot() throws Exception {
    info.addServlet(
        servlet("busy", new Broken(new UnavailableException("try later", 60))).setLoadOnStartup(1));
    start().engine().stop();
    assertEquals(List.of("first initialized", "first destroyed"), List.copyOf(happened));
  }

  @Test
  void failingListenerFailsTheDeploymentAndEarlierOnesAreTold() {
    info.addListener(
        listener(
            new ServletContextListener() {
              @Override
              public void contextInitialized(ServletContextEvent event) {
                throw new IllegalStateException("no configuration");
              }
            }));
    DeploymentException e = assertThrows(DeploymentException.class, this::start);
    assertTrue(String.valueOf(e.getMessage()).endsWith("no configuration"), e.getMessage());
    assertEquals(List.of("first initialized", "first destroyed"), List.copyOf(happened));
  }

  @Test
  void classThatDoesNotLinkFailsTheDeploymentOnly() {
    initializer(
        _ -> {
          throw new NoClassDefFoundError("com/example/Missing");
        });
    DeploymentException e = assertThrows(DeploymentException.class, this::start);
    assertTrue(String.valueOf(e.getMessage()).contains("com/example/Missing"), e.getMessage());
  }

  @Test
  void applicationRunsWithItsOwnLoaderAndTheCallerKeepsHis() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<ClassLoader> seen = new ArrayList<>();
    initializer(_ -> seen.add(Thread.currentThread().getContextClassLoader()));
    start().engine().stop();
    assertSame(loader, seen.getFirst());
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void temporaryFolderOfTheContextIsPrivate() throws Exception {
    List<Object> seen = new ArrayList<>();
    info.addServlet(
        servlet(
                "page",
                new HttpServlet() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public void init() {
                    seen.add(getServletContext().getAttribute(ServletContext.TEMPDIR));
                  }
                })
            .setLoadOnStartup(1));
    start().engine().stop();
    assertEquals(folder.resolve("work/private/tmp").toFile(), seen.getFirst());
    assertTrue(folder.resolve("work/private/tmp").toFile().isDirectory());
  }

  private Started start() throws DeploymentException {
    return new Start(new InMemorySessionManagerFactory(), new ServletHooks(PlayedRoles.RESPONDER))
        .run(assembled);
  }

  private static ServletInfo servlet(String name, HttpServlet servlet) {
    return new ServletInfo(name, servlet.getClass(), new ImmediateInstanceFactory<>(servlet));
  }

  private static ListenerInfo listener(ServletContextListener listener) {
    return new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener));
  }

  private void initializer(OnStartup work) {
    ServletContainerInitializer initializer = (_, context) -> work.run(context);
    info.addServletContainerInitializer(
        new ServletContainerInitializerInfo(
            initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
  }

  private interface OnStartup {
    void run(ServletContext context);
  }

  private final class Recorder implements ServletContextListener {
    private final String name;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
      happened.add(name + " initialized");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      happened.add(name + " destroyed");
    }
  }

  private final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final String name;

    Page(String name) {
      this.name = name;
    }

    @Override
    public void init() {
      happened.add(name + " loaded");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("I am " + name);
    }

    @Override
    public void destroy() {
      happened.add(name + " unloaded");
    }
  }

  private static final class Broken extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final Exception cause;

    Broken(Exception cause) {
      this.cause = cause;
    }

    @Override
    public void init() throws ServletException {
      switch (cause) {
        case ServletException checked -> throw checked;
        case RuntimeException unchecked -> throw unchecked;
        default -> throw new ServletException(cause);
      }
    }
  }
}
