package io.culvert.container.deploy;

import java.nio.file.Path;

/**
 * An application that has nothing and is asked for nothing.
 *
 * @param end what happens when it is stopped
 */
public record IdleApp(Path root, Runnable end) implements EmptyApp {
  @Override
  public void stop() {
    end.run();
  }
}
