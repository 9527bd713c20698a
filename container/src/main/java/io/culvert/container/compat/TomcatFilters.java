package io.culvert.container.compat;

import jakarta.servlet.Filter;
import java.util.Map;
import java.util.Optional;

/**
 * Filters that Apache Tomcat has in its own libraries and applications name without bringing them
 * along. Leaving out one that protects would be unsafe, so only those with a stand-in are accepted.
 */
public final class TomcatFilters {
  private static final Map<String, Class<? extends Filter>> STAND_INS =
      Map.of("org.apache.catalina.filters.HttpHeaderSecurityFilter", HeaderSecurityFilter.class);

  private TomcatFilters() {}

  /** The class of this server that does what the named one of Tomcat does. */
  public static Optional<Class<? extends Filter>> standIn(String className) {
    return Optional.ofNullable(STAND_INS.get(className));
  }
}
