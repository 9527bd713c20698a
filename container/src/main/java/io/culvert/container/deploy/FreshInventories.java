package io.culvert.container.deploy;

import java.io.IOException;
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
 * Looks at the classes and opens each jar.
 *
 * @param indexes makes indexes, given whom to tell what is to be said; from any thread
 */
record FreshInventories(Function<Consumer<String>, Indexes> indexes) implements Inventories {
  @Override
  public Inventory of(Exploded exploded) throws DeploymentException {
    Path webInf = exploded.root().resolve("WEB-INF");
    List<String> remarks = new ArrayList<>();
    Index classes = indexes.apply(remarks::add).folder(webInf.resolve("classes"));
    List<LibraryJar> jars =
        new JarIndexing(indexes).run(jarsIn(webInf.resolve("lib")), remarks::add);
    return new Inventory(classes, jars, remarks);
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
}
