package io.culvert.container.deploy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which packages an application shares with the server, and who is asked first for a class or
 * resource of each (Servlet 6.1 §10.7.2: applications may not replace Java SE or Jakarta EE classes
 * of the container; all else is theirs).
 *
 * @param ownTagLibrary whether the application brings an implementation of the standard tag library
 */
record SharedPackages(boolean ownTagLibrary) {
  /** Who is asked for a class or resource, and in which order. */
  enum Order {
    SERVER_THEN_APPLICATION,
    APPLICATION_THEN_SERVER,
    APPLICATION_ONLY
  }

  private static final String JSTL_API = "jakarta.servlet.jsp.jstl";

  private static final List<String> JSTL_IMPLEMENTATION =
      List.of("org.apache.taglibs.standard", "org.eclipse.tags.shaded");

  /** API packages, and what compiled pages are linked to. */
  private static final List<String> OFFERED =
      List.of(
          "jakarta.servlet",
          "jakarta.el",
          "jakarta.annotation",
          "jakarta.websocket", // libraries refer to it, whether or not they use it
          "org.apache.jasper",
          "org.apache.juli.logging", // applications written for Tomcat log with it
          "org.apache.el",
          "io.culvert.container.naming.java"); // JNDI asks the loader of the application for it

  /**
   * Compiled pages name {@code org.apache.tomcat.InstanceManager}. The packages below it are
   * Jasper's own affair and not offered, so that an application may bring Tomcat's libraries.
   */
  private static final String OFFERED_WITHOUT_SUBPACKAGES = "org.apache.tomcat";

  private static final Set<String> JAVA_SE = javaSePackages();

  Order orderOf(String packageName) {
    if (JAVA_SE.contains(packageName)) {
      return Order.SERVER_THEN_APPLICATION;
    }
    if (ownTagLibrary && isWithin(packageName, JSTL_API)) {
      return Order.APPLICATION_THEN_SERVER;
    }
    if (ownTagLibrary && isWithinAny(packageName, JSTL_IMPLEMENTATION)) {
      return Order.APPLICATION_ONLY;
    }
    return isOffered(packageName) ? Order.SERVER_THEN_APPLICATION : Order.APPLICATION_THEN_SERVER;
  }

  /** Whether applications may see the server's classes of this package. */
  static boolean isOffered(String packageName) {
    return isWithinAny(packageName, OFFERED)
        || isWithinAny(packageName, JSTL_IMPLEMENTATION)
        || packageName.equals(OFFERED_WITHOUT_SUBPACKAGES);
  }

  /** The package of a binary class name, empty for the unnamed package. */
  static String ofClass(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  /** The package a resource lies in; resources of {@code META-INF} lie in none that is offered. */
  static String ofResource(String resourceName) {
    return resourceName.substring(0, Math.max(0, resourceName.lastIndexOf('/'))).replace('/', '.');
  }

  private static boolean isWithinAny(String packageName, List<String> parents) {
    return parents.stream().anyMatch(parent -> isWithin(packageName, parent));
  }

  private static boolean isWithin(String packageName, String parent) {
    return packageName.startsWith(parent)
        && (packageName.length() == parent.length() || packageName.charAt(parent.length()) == '.');
  }

  /** The packages the boot and platform loaders define: those of the Java runtime itself. */
  private static Set<String> javaSePackages() {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    return ModuleLayer.boot().modules().stream()
        .filter(
            module -> module.getClassLoader() == null || platform.equals(module.getClassLoader()))
        .flatMap(module -> module.getPackages().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
