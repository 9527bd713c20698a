package io.culvert.container.buildcache;

import java.io.IOException;
import java.io.Serial;

/** What was read is not what was built; any other failure to read says nothing about that. */
final class DamagedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, in words
   */
  DamagedException(String problem) {
    super(problem);
  }

  DamagedException(String problem, Exception cause) {
    super(problem, cause);
  }
}
