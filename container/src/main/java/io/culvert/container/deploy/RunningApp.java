package io.culvert.container.deploy;

import java.nio.file.Path;

/** The handle by which a running application is inspected and stopped. */
public interface RunningApp {
  /** The folder its static files are served from. */
  Path root();

  /**
   * Stops the application: listeners are told, its class loader is closed, its work folder deleted.
   * Does nothing the second time.
   */
  void stop();
}
