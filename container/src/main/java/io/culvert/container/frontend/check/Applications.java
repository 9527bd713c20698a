package io.culvert.container.frontend.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Looks for applications in folders that a front end serves files from. */
final class Applications {
  private static final int MOST = 1000;

  private Applications() {}

  /** Whether the folder is an exploded application or holds one. */
  static boolean areIn(String folder) {
    try {
      Path path = Path.of(folder);
      return isOne(path) || holdsOne(path);
    } catch (InvalidPathException | IOException _) {
      return false; // nothing is served from there
    }
  }

  private static boolean isOne(Path folder) {
    return Files.isDirectory(folder.resolve("WEB-INF"));
  }

  private static boolean holdsOne(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isOne(entry)) {
          return true;
        }
        if (++seen == MOST) {
          return false;
        }
      }
    }
    return false;
  }
}
