package io.culvert.connector.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which permissions new files of this process do not get.
 *
 * @param bits as {@code umask} has them
 */
record Umask(int bits) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "Umask:";
  private static final int NOTHING_FOR_ANYBODY = 0777;

  /** Something that makes a file. */
  @FunctionalInterface
  interface Making {
    void run() throws IOException;
  }

  /** Asks the kernel (proc(5)); where it does not say, nothing can be taken for granted. */
  static Umask current() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return new Umask(0);
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(LINE))
        .map(line -> new Umask(Integer.parseInt(line.substring(LINE.length()).strip(), 8)))
        .findFirst()
        .orElse(new Umask(0));
  }

  /**
   * Makes a file that nobody has a permission for. Files that other threads make meanwhile get none
   * either, so this is for the start of the process.
   */
  void strictly(Making making) throws IOException {
    Posix posix = new Posix();
    int before = posix.umask(NOTHING_FOR_ANYBODY);
    try {
      making.run();
    } finally {
      int _ = posix.umask(before);
    }
  }
}
