package io.culvert.container.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.Indexer;

/**
 * Indexes the classes of one application. A class that cannot be read is reported and left out: it
 * may well be one that is never loaded.
 */
final class ClassIndexer implements Indexes {
  private static final String READY_INDEX = "META-INF/jandex.idx";

  private final Consumer<String> remarks;

  ClassIndexer(Consumer<String> remarks) {
    this.remarks = remarks;
  }

  @Override
  public Index folder(Path classes) throws DeploymentException {
    Indexer indexer = new Indexer();
    if (!Files.isDirectory(classes)) {
      return indexer.complete();
    }
    try {
      Files.walkFileTree(
          classes,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (isClass(file.getFileName().toString())) {
                String name = "WEB-INF/classes/" + classes.relativize(file);
                try (InputStream in = Files.newInputStream(file)) {
                  index(indexer, name, in);
                }
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new DeploymentException("WEB-INF/classes: cannot be read: " + e.getMessage(), e);
    }
    return indexer.complete();
  }

  /** Indexes a jar, or reads the index it brings along. */
  @Override
  public Index jar(Path jar) throws DeploymentException {
    String place = "WEB-INF/lib/" + jar.getFileName();
    try (JarFile file =
        new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
      Optional<Index> ready = readyIndex(file, place);
      if (ready.isPresent()) {
        return ready.get();
      }
      Indexer indexer = new Indexer();
      for (JarEntry entry : file.versionedStream().toList()) {
        if (isClass(entry.getName())) {
          try (InputStream in = file.getInputStream(entry)) {
            index(indexer, place + "!/" + entry.getName(), in);
          }
        }
      }
      return indexer.complete();
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: is not a readable jar: %s; replace or remove it".formatted(place, e.getMessage()),
          e);
    }
  }

  private Optional<Index> readyIndex(JarFile file, String place) throws IOException {
    JarEntry entry = file.getJarEntry(READY_INDEX);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = file.getInputStream(entry)) {
      return Optional.of(new IndexReader(in).read());
    } catch (IOException | RuntimeException e) {
      // made by another Jandex, or not an index at all
      remarks.accept("%s!/%s: is not used: %s".formatted(place, READY_INDEX, e.getMessage()));
      return Optional.empty();
    }
  }

  private void index(Indexer indexer, String name, InputStream in) {
    try {
      indexer.index(in);
    } catch (IOException | RuntimeException e) {
      remarks.accept("%s: is not a readable class: %s".formatted(name, e.getMessage()));
    }
  }

  static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }
}
