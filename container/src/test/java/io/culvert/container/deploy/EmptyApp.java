package io.culvert.container.deploy;

import io.culvert.container.deploy.jsp.Pages;
import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An application of which only that matters which the test says. */
public interface EmptyApp extends RunningApp {
  @Override
  default Path root() {
    throw new UnsupportedOperationException("has none");
  }

  @Override
  default Pages pages() {
    throw new UnsupportedOperationException("has none");
  }

  @Override
  default ClassLoader loader() {
    return EmptyApp.class.getClassLoader();
  }

  @Override
  default boolean awaitUncounted(Duration patience) {
    return true;
  }

  @Override
  default boolean servesUncounted() {
    return false;
  }

  @Override
  default Optional<String> contextParameter(String name) {
    return Optional.empty();
  }

  @Override
  default int sessions() {
    return 0;
  }

  @Override
  default boolean knowsSessionOf(HttpServerExchange exchange) {
    return false;
  }
}
