package io.culvert.container.frontend;

import java.nio.file.Path;

/** How the front end is run. */
public sealed interface Placement {
  /** The port clients connect to. */
  int port();

  /**
   * By the system, as its packages install it.
   *
   * @param port usually 80
   */
  record Installed(int port) implements Placement {}

  /**
   * By an ordinary user, on loopback, to try things out.
   *
   * @param folder holds its pid, logs and temporary files
   * @param port above 1023
   * @param user who runs it; may well be {@code root} on a machine made for trying things out
   */
  record Unprivileged(Path folder, int port, String user) implements Placement {
    public Unprivileged {
      if (!SafeText.isSafe(folder.toString())) {
        throw new IllegalArgumentException(
            "folder '%s' can't be written in a front end's configuration".formatted(folder));
      }
    }
  }
}
