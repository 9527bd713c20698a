package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * Gives a deployment its own folder of what was unpacked for all. Code, which is most of a WAR and
 * which nobody writes to, is linked: its files can only be read. Everything else is copied, for
 * there are applications that write to files they have brought along.
 *
 * @param from what was unpacked
 * @param to the deployment's folder, which does not exist yet
 */
record PrivateCopy(Path from, Path to) {
  void make() throws IOException {
    Files.walkFileTree(from, new Copying());
  }

  private final class Copying extends SimpleFileVisitor<Path> {
    /** Whether the file system takes links; asked by trying. */
    private boolean links = true;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectory(target(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!isCode(file) || !link(file)) {
        Path target = target(file);
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        Access.PRIVATE_FILE.grantTo(target);
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean link(Path file) {
      if (links) {
        try {
          Files.createLink(target(file), file);
        } catch (IOException | UnsupportedOperationException _) {
          links = false; // the cache is on another file system, or belongs to another user
        }
      }
      return links;
    }

    private Path target(Path source) {
      return to.resolve(from.relativize(source));
    }
  }

  private boolean isCode(Path file) {
    Path path = from.relativize(file);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return path.startsWith("WEB-INF") && (name.endsWith(".jar") || name.endsWith(".class"));
  }
}
