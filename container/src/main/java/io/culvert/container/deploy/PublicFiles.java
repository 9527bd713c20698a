package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;

/**
 * Opens the static files of an unpacked WAR to other users of the machine, so that a front end may
 * send them itself. What clients never get stays with the server: {@code WEB-INF} and {@code
 * META-INF} (Servlet 6.1 §10.5), in any case, and the sources of pages.
 */
final class PublicFiles extends SimpleFileVisitor<Path> {
  private static final Set<String> PRIVATE_FOLDERS = Set.of("web-inf", "meta-inf");
  private static final Set<String> PAGES = Set.of("jsp", "jspx", "jspf", "tag", "tagx", "tagf");

  private final Path root;

  private PublicFiles(Path root) {
    this.root = root;
  }

  /** Sets the permissions of everything below a folder that nobody else can reach yet. */
  static void open(Path root) throws IOException {
    Files.walkFileTree(root, new PublicFiles(root));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    boolean isPrivate =
        root.equals(folder.getParent()) && PRIVATE_FOLDERS.contains(lowerCase(folder));
    (isPrivate ? Access.PRIVATE : Access.PUBLIC).grantTo(folder);
    return isPrivate ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    String name = lowerCase(file);
    boolean isPage = PAGES.contains(name.substring(name.lastIndexOf('.') + 1));
    (isPage ? Access.PRIVATE_FILE : Access.PUBLIC_FILE).grantTo(file);
    return FileVisitResult.CONTINUE;
  }

  private static String lowerCase(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
