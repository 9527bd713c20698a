package io.culvert.session;

import java.util.Map;

/**
 * Tells what sessions are worth and how much room they take. Safe for any number of threads; never
 * blocks.
 *
 * @param <V> what an attribute value is to the store
 */
public interface Appraisal<V> {
  /** Whether these attributes say that somebody is logged in. */
  boolean isAuthenticated(Map<String, V> attributes);

  /** About how many bytes these attributes take. */
  long bytes(Map<String, V> attributes);

  /** The standing of a session. */
  default Standing standing(SessionSnapshot<V> session) {
    if (isAuthenticated(session.attributes())) {
      return Standing.AUTHENTICATED;
    }
    if (!session.times().returned()) {
      return Standing.NEWCOMER;
    }
    return session.attributes().isEmpty() ? Standing.IDLE : Standing.WITH_DATA;
  }

  /** For stores that bound nothing but the number of sessions. */
  static <V> Appraisal<V> none() {
    return new Appraisal<>() {
      @Override
      public boolean isAuthenticated(Map<String, V> attributes) {
        return false;
      }

      @Override
      public long bytes(Map<String, V> attributes) {
        return 0;
      }
    };
  }
}
