package io.culvert.container.deploy;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one extension of the servlet engine that an application may bring along: that of Weld, by
 * which servlets, filters and listeners are given the beans they ask for. Weld knows the engine by
 * the name of its classes and does not start if it cannot extend it. All others are ignored: with
 * its own copy of Undertow an application would be asked to extend the server's.
 *
 * @param jar the URL of the jar that holds it, with the separator, or the empty string
 */
record EngineExtension(String jar) {
  /** The file that lists extensions. */
  static final String SERVICES = "META-INF/services/io.undertow.servlet.ServletExtension";

  /** Its class. */
  static final String WELD = "org/jboss/weld/environment/undertow/WeldServletExtension.class";

  /** What it is linked to; the packages below are not. */
  private static final Set<String> PACKAGES =
      Set.of("io.undertow.servlet", "io.undertow.servlet.api", "io.undertow.servlet.util");

  private static final EngineExtension NONE = new EngineExtension("");

  /**
   * @param weld where the application has the class, if it has
   */
  static EngineExtension of(@Nullable URL weld) {
    String place = weld == null ? "" : weld.toString();
    return place.endsWith(WELD)
        ? new EngineExtension(place.substring(0, place.length() - WELD.length()))
        : NONE;
  }

  /** Whether classes of this package are the server's, for the sake of the extension. */
  boolean needs(String packageName) {
    return !jar.isEmpty() && PACKAGES.contains(packageName);
  }

  /** Those of these files that may be read. */
  List<URL> readable(Enumeration<URL> services) {
    return Collections.list(services).stream()
        .filter(each -> !jar.isEmpty() && each.toString().equals(jar + SERVICES))
        .toList();
  }
}
