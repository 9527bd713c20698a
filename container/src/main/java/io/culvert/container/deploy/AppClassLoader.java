package io.culvert.container.deploy;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the classes of one application: first its own, then those the server offers to
 * applications; the server's other classes are hidden.
 */
final class AppClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  AppClassLoader(String name, URL[] urls, ClassLoader server) {
    super(name, urls, server);
  }
}
