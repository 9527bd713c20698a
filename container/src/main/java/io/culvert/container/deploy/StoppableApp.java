package io.culvert.container.deploy;

import io.culvert.container.deploy.jsp.Pages;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.DeploymentManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running application, stopped by undoing its deployment. */
final class StoppableApp implements RunningApp {
  private final Scanned scanned;
  private final Pages pages;
  private final Map<String, String> parameters;
  private final ServletEngine engine;
  private final Cleanup cleanup;
  private final DeploymentEvents events;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  StoppableApp(WithPages app, ServletEngine engine, Cleanup cleanup, DeploymentEvents events) {
    this.scanned = app.assembled().described().scanned();
    this.pages = app.pages();
    this.parameters = Map.copyOf(app.assembled().info().getInitParameters());
    this.engine = engine;
    this.cleanup = cleanup;
    this.events = events;
  }

  @Override
  public Path root() {
    return scanned.exploded().root();
  }

  @Override
  public Pages pages() {
    return pages;
  }

  @Override
  public ClassLoader loader() {
    return scanned.loader();
  }

  @Override
  public Optional<String> contextParameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  @Override
  public int sessions() {
    return engine.sessions();
  }

  DeploymentManager manager() {
    return engine.manager();
  }

  @Override
  public boolean knowsSessionOf(HttpServerExchange exchange) {
    return engine.knowsSessionOf(exchange);
  }

  @Override
  public boolean awaitUncounted(Duration patience) throws InterruptedException {
    return engine.awaitUncounted(patience);
  }

  @Override
  public boolean servesUncounted() {
    return engine.servesUncounted();
  }

  @Override
  public void stop() {
    if (!stopping.compareAndSet(false, true)) {
      stopped.join(); // what it uses may be closed when this returns
      return;
    }
    try {
      cleanup.run();
      events.stopped(scanned.exploded().spec());
    } finally {
      stopped.complete(null);
    }
  }
}
