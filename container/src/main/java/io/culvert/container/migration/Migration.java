package io.culvert.container.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies a WAR that was made for {@code javax.servlet} and makes the copy one for {@code
 * jakarta.servlet}: its classes, the jars of {@code WEB-INF/lib}, its pages, and the texts in
 * {@code WEB-INF} and {@code META-INF}. Files that clients get are copied as they are.
 */
public final class Migration {
  /** Part of every name under which a result is kept: another version makes another result. */
  public static final String VERSION = "1";

  private static final String CLASSES = "WEB-INF/classes/";

  private final Tally tally = new Tally();
  private final FileRewriter files = new FileRewriter(tally);
  private final Path from;
  private final Path to;

  private Migration(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies and rewrites.
   *
   * @param from the WAR's folder; symbolic links in it are left out
   * @param to a folder that does not exist yet
   * @throws IOException if one of them cannot be read or written
   */
  public static Migrated run(Path from, Path to) throws IOException {
    Migration migration = new Migration(from, to);
    List<Path> jars = new ArrayList<>();
    Files.walkFileTree(from, migration.new Walk(jars));
    try {
      jars.parallelStream().forEach(migration::rewriteJar);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return migration.tally.result();
  }

  private void rewriteJar(Path jar) {
    try {
      new JarRewriter(files, tally).rewrite(jar, to.resolve(from.relativize(jar)));
    } catch (IOException e) {
      throw new UncheckedIOException(from.relativize(jar) + ": " + e.getMessage(), e);
    }
  }

  private void rewriteFile(Path file, String name) throws IOException {
    Path target = target(name);
    if (!isConcerned(name) || !rewriteContent(file, name, target)) {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Packages are folders, and services files that are named for their interface. */
  private Path target(String name) {
    return to.resolve(name.startsWith(CLASSES) ? files.nameOf(name) : name);
  }

  private static boolean isConcerned(String name) {
    boolean isPrivate = name.startsWith("WEB-INF/") || name.startsWith("META-INF/");
    return Content.isPage(name)
        || (name.startsWith(CLASSES) && Content.isClass(name))
        || (isPrivate && Content.isText(name));
  }

  private boolean rewriteContent(Path file, String name, Path target) throws IOException {
    Optional<byte[]> replaced = files.rewrite(name, Files.readAllBytes(file));
    if (replaced.isEmpty()) {
      return false;
    }
    Files.write(target, replaced.get());
    // what a client has kept of a page that does not change is still right
    Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
    return true;
  }

  /** Copies everything but the jars of {@code WEB-INF/lib}, which it collects. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> jars;

    Walk(List<Path> jars) {
      this.jars = jars;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(target(from.relativize(folder).toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = from.relativize(file).toString();
      if (!attributes.isRegularFile()) {
        tally.note("%s: is a symbolic link and is left out".formatted(name));
      } else if (name.startsWith("WEB-INF/lib/") && name.endsWith(".jar")) {
        jars.add(file);
      } else {
        rewriteFile(file, name);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
