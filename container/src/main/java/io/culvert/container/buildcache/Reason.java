package io.culvert.container.buildcache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something cannot be read or written, in words; exceptions of files often only name them. */
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + ": no permission";
      case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
      case FileSystemException failure when failure.getReason() == null -> failure.toString();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
