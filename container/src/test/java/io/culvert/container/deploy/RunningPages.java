package io.culvert.container.deploy;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.deploy.jsp.JspSupport;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.core.InMemorySessionManagerFactory;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import org.jboss.metadata.parser.servlet.WebMetaDataParser;
import org.jboss.metadata.parser.util.MetaDataElementParser;
import org.jboss.metadata.property.PropertyReplacers;
import org.jboss.metadata.web.spec.WebMetaData;

/** An application with pages that answers requests; its descriptor's other parts are left out. */
final class RunningPages implements AutoCloseable {
  private final AppClassLoader loader;
  private final Started started;
  private final RunningEngine engine;

  RunningPages(AppFolder app, Path work) throws Exception {
    this(app, work, _ -> {});
  }

  /**
   * @param more what a descriptor would have said beside pages
   */
  RunningPages(AppFolder app, Path work, Consumer<DeploymentInfo> more) throws Exception {
    loader = app.loader();
    DeploymentSpec spec = new DeploymentSpec("", "", app.root());
    Scanned scanned =
        TestApp.scanned(new Exploded(spec, app.root().toRealPath(), "00", work), loader);
    Assembled assembled = TestApp.assembled(TestApp.described(scanned, descriptorOf(app)));
    more.accept(assembled.info());
    started =
        new Start(new InMemorySessionManagerFactory(), new ServletHooks(PlayedRoles.RESPONDER))
            .run(new AddPages(new JspSupport()).run(assembled));
    engine = new RunningEngine(started.handler());
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
    cleanup.add("stop", started.engine()::stop);
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
