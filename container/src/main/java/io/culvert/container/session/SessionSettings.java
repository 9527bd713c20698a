package io.culvert.container.session;

import io.culvert.session.heap.HeapLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How sessions are kept.
 *
 * @param folder where they are kept while the server is not running, and the key of proofs; empty
 *     for nowhere
 * @param ephemeral whether sessions need not be stored as long as nothing is in them
 * @param limits how many sessions an application may have
 */
public record SessionSettings(Optional<Path> folder, boolean ephemeral, HeapLimits limits) {
  /** In memory, as long as the server runs. */
  public static SessionSettings inMemory() {
    int most = 100_000;
    return new SessionSettings(
        Optional.empty(),
        true,
        new HeapLimits(
            most,
            most / 4,
            Runtime.getRuntime().maxMemory() / 4,
            Duration.ofMinutes(10),
            Duration.ofMinutes(1)));
  }

  /** The same, and in this folder from one run of the server to the next. */
  SessionSettings keptIn(Path place) {
    return new SessionSettings(Optional.of(place), ephemeral, limits);
  }
}
