package io.culvert.container.deploy;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What applications see of the server: the Java runtime, the Jakarta APIs and the runtime of
 * compiled pages. The server's other classes and resources, its {@code META-INF/services} above
 * all, do not exist for them.
 */
final class ServerWindow extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** Through this file {@code jakarta.el} finds the server's expression language. */
  private static final String EXPRESSION_FACTORY = "META-INF/services/jakarta.el.ExpressionFactory";

  /** Where JNDI learns who understands {@code java:} names; an application's own comes before. */
  private static final String JNDI = "jndi.properties";

  private final ClassLoader server;

  ServerWindow(ClassLoader server) {
    super("server-window", getPlatformClassLoader());
    this.server = server;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!SharedPackages.isOffered(SharedPackages.ofClass(name))) {
      throw new ClassNotFoundException(name);
    }
    return server.loadClass(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return offers(name) ? server.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return offers(name) ? server.getResources(name) : Collections.emptyEnumeration();
  }

  private static boolean offers(String resource) {
    return resource.equals(EXPRESSION_FACTORY)
        || resource.equals(JNDI)
        || SharedPackages.isOffered(SharedPackages.ofResource(resource));
  }
}
