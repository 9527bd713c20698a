package io.culvert.sample.waiting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When which events are sent.
 *
 * @param count their ids are 1 to count
 * @param every the pause before each
 */
record Schedule(long count, Duration every) {

  Duration whole() {
    return every.multipliedBy(count);
  }

  /**
   * The id after the last one the client has seen; the first if it has seen none or sends nonsense.
   */
  long firstAfter(@Nullable String lastEventId) {
    if (lastEventId == null || !lastEventId.matches("[0-9]{1,9}")) {
      return 1;
    }
    return Math.min(Long.parseLong(lastEventId), count) + 1;
  }
}
