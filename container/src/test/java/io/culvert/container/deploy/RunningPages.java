package io.culvert.container.deploy;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.deploy.jsp.JspSupport;
import io.culvert.container.deploy.jsp.Pages;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.core.InMemorySessionManagerFactory;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import org.jboss.metadata.parser.servlet.WebMetaDataParser;
import org.jboss.metadata.parser.util.MetaDataElementParser;
import org.jboss.metadata.property.PropertyReplacers;
import org.jboss.metadata.web.spec.WebMetaData;

/** An application with pages that answers requests; its descriptor's other parts are left out. */
final class RunningPages implements AutoCloseable {
  private final AppClassLoader loader;
  private final BuildCache cache;
  private final Pages pages;
  private final Started started;
  private final RunningEngine engine;

  /** The pages may change while it runs. */
  RunningPages(AppFolder app, Path work) throws Exception {
    this(app, work, _ -> {});
  }

  /**
   * @param more what a descriptor would have said beside pages
   */
  RunningPages(AppFolder app, Path work, Consumer<DeploymentInfo> more) throws Exception {
    this(app, app.root(), work, work.resolve("cache"), more);
  }

  /**
   * @param war the folder, or a file it is said to be unpacked from: then no page changes
   * @param cache where compiled pages are kept
   */
  RunningPages(AppFolder app, Path war, Path work, Path cache, Consumer<DeploymentInfo> more)
      throws Exception {
    this.loader = app.loader();
    this.cache = BuildCache.open(cache, InstantSource.system());
    DeploymentSpec spec = new DeploymentSpec("", "", war);
    Scanned scanned =
        TestApp.scanned(new Exploded(spec, app.root().toRealPath(), "00", work), loader);
    Assembled assembled = TestApp.assembled(TestApp.described(scanned, descriptorOf(app)));
    more.accept(assembled.info());
    PagePolicy policy = new PagePolicy(this.cache, CompileMode.LAZY, false);
    WithPages withPages = new AddPages(new JspSupport(), policy, (_, _) -> {}).run(assembled);
    pages = withPages.pages();
    started =
        new Start(new InMemorySessionManagerFactory(), new ServletHooks(PlayedRoles.RESPONDER))
            .run(withPages.assembled());
    engine = new RunningEngine(started.handler());
  }

  Pages pages() {
    return pages;
  }

  RunningEngine.Answer get(String path) throws Exception {
    return engine.get(path);
  }

  ClassLoader loader() {
    return loader;
  }

  /** The body without white space at its ends, of which pages make a lot. */
  String text(String path) throws Exception {
    return engine.get(path).body().strip();
  }

  @Override
  public void close() {
    engine.close();
    Cleanup cleanup = new Cleanup(new DeploymentSpec("", "", Path.of("test")), new Complaints());
    cleanup.add("release", () -> new LoaderRelease(loader).run());
    cleanup.add("close the cache", cache::close);
    cleanup.add("stop", started.engine()::stop);
    cleanup.add("end the compilation of pages", pages::close);
    cleanup.run();
  }

  private static final class Complaints implements DeploymentEvents {
    @Override
    public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
      throw new AssertionError(what, cause);
    }
  }

  private static WebMetaData descriptorOf(AppFolder app) throws Exception {
    Path file = app.root().resolve("WEB-INF/web.xml");
    if (!Files.exists(file)) {
      return new WebMetaData();
    }
    return WebMetaDataParser.parse(
        XMLInputFactory.newFactory()
            .createXMLStreamReader(new StringReader(Files.readString(file))),
        new MetaDataElementParser.DTDInfo(),
        PropertyReplacers.noop());
  }
}
