package io.culvert.container.deploy;

import io.culvert.container.deploy.SharedPackages.Order;
import io.culvert.container.leaks.LibraryThreads;
import io.culvert.container.naming.NameSpace;
import io.culvert.container.naming.NameSpaceHolder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one application: first its own, then those the server offers to
 * applications; the server's other classes are hidden (Servlet 6.1 §10.7.2). Packages of the Java
 * runtime and of the Jakarta APIs come from the server even when the application has its own copy.
 *
 * <p>It must remain a {@link URLClassLoader}: the page compiler asks for its URLs.
 */
final class AppClassLoader extends URLClassLoader implements NameSpaceHolder {
  static {
    registerAsParallelCapable();
    // The runtime keeps every jar open that was ever read through a jar: URL, longer than any
    // application lives, and then reads a replaced file by the old one's directory.
    URLConnection.setDefaultUseCaches("jar", false);
    LibraryThreads.start();
  }

  /** A class that every known implementation of the standard tag library has. */
  private static final String TAG_LIBRARY =
      "org/apache/taglibs/standard/tag/rt/core/ForEachTag.class";

  private final ClassLoader server;
  private final ClassLoader window;
  private final SharedPackages shared;
  private final NameSpace names;
  private final Deque<AutoCloseable> owned = new ConcurrentLinkedDeque<>();
  private final EngineExtension extension;

  /**
   * @param name tells this loader from others in stack traces
   * @param urls the folder {@code WEB-INF/classes}, with a slash at its end, and the jars of {@code
   *     WEB-INF/lib}
   * @param server the loader of the server's own classes
   */
  AppClassLoader(String name, URL[] urls, ClassLoader server) {
    ServerWindow window = new ServerWindow(server);
    super(name, urls, window);
    this.server = server;
    this.window = window;
    this.shared = new SharedPackages(findResource(TAG_LIBRARY) != null);
    this.names = new NameSpace(name);
    this.extension = EngineExtension.of(findResource(EngineExtension.WELD));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = loadByOrder(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> loadByOrder(String name) throws ClassNotFoundException {
    String packageName = SharedPackages.ofClass(name);
    if (extension.needs(packageName)) {
      return server.loadClass(name);
    }
    Order order = shared.orderOf(packageName);
    if (order == Order.SERVER_THEN_APPLICATION) {
      return super.loadClass(name, false);
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException notOurs) {
      if (order == Order.APPLICATION_ONLY) {
        throw notOurs;
      }
      return window.loadClass(name);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    Order order = shared.orderOf(SharedPackages.ofResource(name));
    if (order == Order.SERVER_THEN_APPLICATION) {
      return super.getResource(name);
    }
    URL own = findResource(name);
    return own != null || order == Order.APPLICATION_ONLY ? own : window.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Order order = shared.orderOf(SharedPackages.ofResource(name));
    if (order == Order.SERVER_THEN_APPLICATION) {
      return super.getResources(name);
    }
    List<URL> found = new ArrayList<>();
    findResources(name).asIterator().forEachRemaining(found::add);
    if (order == Order.APPLICATION_THEN_SERVER) {
      window.getResources(name).asIterator().forEachRemaining(found::add);
    }
    return Collections.enumeration(found);
  }

  @Override
  public @Nullable URL findResource(String name) {
    if (!name.equals(EngineExtension.SERVICES)) {
      return super.findResource(name);
    }
    try {
      Enumeration<URL> readable = findResources(name);
      return readable.hasMoreElements() ? readable.nextElement() : null;
    } catch (IOException _) {
      return null; // as is usual for resources that cannot be read
    }
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    Enumeration<URL> found = super.findResources(name);
    return name.equals(EngineExtension.SERVICES)
        ? Collections.enumeration(extension.readable(found))
        : found;
  }

  /** Takes what lives as long as the application. */
  void owns(AutoCloseable thing) {
    owned.push(thing);
  }

  /**
   * Closes what it owns, the latest first, and forgets its names.
   *
   * @throws Exception the first failure; the others are suppressed
   */
  void releaseOwned() throws Exception {
    names.close();
    Exception failure = null;
    for (AutoCloseable thing = owned.poll(); thing != null; thing = owned.poll()) {
      try {
        thing.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public NameSpace names() {
    return names;
  }

  /** Defines a class of the server as if it were the application's, so that it acts in its name. */
  Class<?> adopt(String name, byte[] bytes) {
    return defineClass(name, bytes, 0, bytes.length);
  }
}
