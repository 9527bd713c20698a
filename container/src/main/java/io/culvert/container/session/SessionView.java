package io.culvert.container.session;

import io.culvert.session.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A session, as an operator sees it.
 *
 * @param key what it goes by here; not its id, which nobody can find out from it
 * @param created when it began
 * @param lastAccessed when its last request came
 * @param maxInactive how long it may be idle; zero or less means for ever
 * @param standing what it is worth when there is no room for all
 * @param attributes the names of its attributes, with about how many bytes each took when it was
 *     bound
 */
public record SessionView(
    String key,
    Instant created,
    Instant lastAccessed,
    Duration maxInactive,
    Standing standing,
    Map<String, Long> attributes) {
  public SessionView {
    attributes = Map.copyOf(attributes);
  }
}
