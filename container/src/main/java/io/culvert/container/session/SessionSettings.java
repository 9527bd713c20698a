package io.culvert.container.session;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How sessions are kept.
 *
 * @param folder where they are kept while the server is not running; empty for nowhere
 * @param capacity how many sessions one application may have, 1 or more
 */
public record SessionSettings(Optional<Path> folder, int capacity) {
  /** Sessions of one application; beyond that the least useful one has to go. */
  public static final int CAPACITY = 100_000;

  public SessionSettings {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "sessions need room for 1 session or more, not " + capacity);
    }
  }

  /** In memory, as long as the server runs. */
  public static SessionSettings inMemory() {
    return new SessionSettings(Optional.empty(), CAPACITY);
  }

  /** In memory, and in this folder from one run of the server to the next. */
  public static SessionSettings keptIn(Path folder) {
    return new SessionSettings(Optional.of(folder), CAPACITY);
  }
}
