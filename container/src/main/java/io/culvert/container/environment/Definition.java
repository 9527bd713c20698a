package io.culvert.container.environment;

import io.culvert.container.datasource.BeanOrigin;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data source that an application defines for itself (Jakarta EE 11 Platform §5.18).
 *
 * @param name by which it looks it up
 * @param className its driver's
 * @param properties for the driver, by the names of the specification
 * @param isolation a constant of {@link java.sql.Connection}, or empty
 * @param minSize connections that are kept ready; negative if that was not said
 * @param maxSize connections at most; not positive if that was not said
 * @param maxIdle seconds after which an idle connection is closed; not positive if that was not
 *     said
 */
record Definition(
    String name,
    String className,
    Map<String, String> properties,
    Optional<String> isolation,
    int minSize,
    int maxSize,
    int maxIdle) {
  Definition {
    properties = Map.copyOf(properties);
  }

  /** Passwords are among the properties. */
  @Override
  public String toString() {
    return name;
  }

  BeanOrigin origin(ClassLoader loader) {
    return new BeanOrigin(loader, className, properties);
  }

  Session session() {
    return new Session(false, isolation, Optional.empty());
  }

  PoolLimits limits() {
    PoolLimits defaults = PoolLimits.DEFAULT;
    int max = maxSize > 0 ? maxSize : Math.max(defaults.maxSize(), minSize);
    return new PoolLimits(
        max,
        Math.clamp(minSize, 0, max),
        defaults.patience(),
        maxIdle > 0 ? Duration.ofSeconds(maxIdle) : defaults.idle(),
        defaults.maxLifetime(),
        defaults.validation(),
        defaults.leak());
  }

  /** Collects what the driver is told, leaving out what was not said. */
  static final class Told {
    private final Map<String, String> properties = new LinkedHashMap<>();

    Told text(String name, String value) {
      if (!value.isEmpty()) {
        properties.put(name, value);
      }
      return this;
    }

    Told number(String name, int value) {
      if (value > 0) {
        properties.put(name, Integer.toString(value));
      }
      return this;
    }

    Map<String, String> properties() {
      return properties;
    }
  }
}
