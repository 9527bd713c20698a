package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builds;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the classes of an application: an index of {@code WEB-INF/classes} and one of each jar in
 * {@code WEB-INF/lib}, since annotations belong to the jar they stand in (Servlet 6.1 §8.2.3). No
 * class is loaded; the loader is only made.
 */
final class Scan implements Stage<Exploded, Scanned> {
  private final ClassLoader server;
  private final Inventories inventories;
  private final Remarks remarks;

  /**
   * @param server the loader of the server's own classes, of which applications see a part
   * @param inventories finds the classes and jars
   */
  Scan(ClassLoader server, Inventories inventories, Remarks remarks) {
    this.server = server;
    this.inventories = inventories;
    this.remarks = remarks;
  }

  /** Indexes all classes anew for each deployment. */
  Scan(ClassLoader server, Remarks remarks) {
    this(server, new FreshInventories(ClassIndexer::new), remarks);
  }

  /** Indexes what was not seen before. */
  static Scan keeping(Builds builds, ClassLoader server, Remarks remarks) {
    Inventories fresh = new FreshInventories(said -> new KeptIndexes(builds, said));
    return new Scan(server, new KeptInventories(builds, fresh), remarks);
  }

  @Override
  public Scanned run(Exploded exploded) throws DeploymentException {
    Inventory inventory = inventories.of(exploded);
    inventory.remarks().forEach(line -> remarks.remark(exploded.spec(), line));
    URL[] urls = urls(exploded.root().resolve("WEB-INF/classes"), inventory.jars());
    AppClassLoader loader = new AppClassLoader(exploded.spec().displayName(), urls, server);
    return new Scanned(exploded, loader, inventory.classes(), inventory.jars());
  }

  private static URL[] urls(Path classes, List<LibraryJar> jars) throws DeploymentException {
    List<URL> urls = new ArrayList<>();
    try {
      if (Files.isDirectory(classes)) {
        urls.add(classes.toUri().toURL());
      }
      for (LibraryJar jar : jars) {
        urls.add(jar.file().toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new DeploymentException("WEB-INF: has no URL: " + e.getMessage(), e);
    }
    return urls.toArray(URL[]::new);
  }
}
