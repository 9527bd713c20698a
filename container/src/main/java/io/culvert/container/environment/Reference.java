package io.culvert.container.environment;

/**
 * A wish for a resource.
 *
 * @param name by which the application will look it up, relative to {@code java:comp/env} if it
 *     does not begin with {@code java:}
 * @param type the class of what is wanted; empty if that was not said
 * @param target the name of what is meant, where that was said, or empty
 */
record Reference(String name, String type, String target) {
  /** The absolute name. */
  String path() {
    return path(name);
  }

  /** The absolute name of what is called so in a descriptor or annotation. */
  static String path(String name) {
    return name.startsWith("java:") ? name : "java:comp/env/" + name;
  }
}
