package io.culvert.container.deploy;

import io.culvert.container.deploy.jsp.Pages;
import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An application that has nothing and is asked for nothing.
 *
 * @param end what happens when it is stopped
 */
public record IdleApp(Path root, Runnable end) implements RunningApp {
  @Override
  public Pages pages() {
    throw new UnsupportedOperationException("has none");
  }

  @Override
  public ClassLoader loader() {
    return IdleApp.class.getClassLoader();
  }

  @Override
  public boolean awaitAsynchronous(Duration patience) {
    return true;
  }

  @Override
  public Optional<String> contextParameter(String name) {
    return Optional.empty();
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
  public void stop() {
    end.run();
  }
}
