package io.culvert.container.warmup;

import io.culvert.container.deploy.RunningApp;
import io.culvert.container.deploy.jsp.Pages;
import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An application of which only what it wants to be asked for matters, and how often it stopped. */
final class FakeApp implements RunningApp {
  String declared = "";
  int stops;

  @Override
  public boolean awaitAsynchronous(Duration patience) {
    return true;
  }

  @Override
  public Optional<String> contextParameter(String name) {
    return Optional.of(declared).filter(_ -> name.equals("io.culvert.warm-up"));
  }

  @Override
  public void stop() {
    stops++;
  }

  @Override
  public int sessions() {
    return 0;
  }

  @Override
  public boolean knowsSessionOf(HttpServerExchange exchange) {
    return false;
  }

  @Override
  public ClassLoader loader() {
    return FakeApp.class.getClassLoader();
  }

  @Override
  public Path root() {
    throw new UnsupportedOperationException("has none");
  }

  @Override
  public Pages pages() {
    throw new UnsupportedOperationException("has none");
  }
}
