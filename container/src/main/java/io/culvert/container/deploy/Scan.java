package io.culvert.container.deploy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.jandex.Index;

/**
 * Finds the classes of an application: an index of {@code WEB-INF/classes} and one of each jar in
 * {@code WEB-INF/lib}, since annotations belong to the jar they stand in (Servlet 6.1 §8.2.3). No
 * class is loaded; the loader is only made.
 */
final class Scan implements Stage<Exploded, Scanned> {
  private final ClassLoader server;
  private final Function<Consumer<String>, Indexes> indexes;
  private final Remarks remarks;

  /**
   * @param server the loader of the server's own classes, of which applications see a part
   * @param indexes makes indexes, given whom to tell what is to be said; from any thread
   */
  Scan(ClassLoader server, Function<Consumer<String>, Indexes> indexes, Remarks remarks) {
    this.server = server;
    this.indexes = indexes;
    this.remarks = remarks;
  }

  /** Indexes all classes anew for each deployment. */
  Scan(ClassLoader server, Remarks remarks) {
    this(server, ClassIndexer::new, remarks);
  }

  @Override
  public Scanned run(Exploded exploded) throws DeploymentException {
    Path webInf = exploded.root().resolve("WEB-INF");
    Consumer<String> said = line -> remarks.remark(exploded.spec(), line);
    Index classes = indexes.apply(said).folder(webInf.resolve("classes"));
    List<LibraryJar> jars = new JarIndexing(indexes).run(jarsIn(webInf.resolve("lib")), said);
    AppClassLoader loader =
        new AppClassLoader(
            exploded.spec().displayName(), urls(webInf.resolve("classes"), jars), server);
    return new Scanned(exploded, loader, classes, jars);
  }

  private static List<Path> jarsIn(Path lib) throws DeploymentException {
    List<Path> jars = new ArrayList<>();
    if (!Files.isDirectory(lib)) {
      return jars;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          jars.add(file);
        }
      }
    } catch (IOException e) {
      throw new DeploymentException("WEB-INF/lib: cannot be read: " + e.getMessage(), e);
    }
    // folders have no order of their own, and deployments should not depend on the file system
    Collections.sort(jars);
    return jars;
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
