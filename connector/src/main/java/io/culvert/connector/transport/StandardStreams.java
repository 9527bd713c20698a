package io.culvert.connector.transport;

import java.util.stream.IntStream;

/**
 * Standard output and standard error of the process. When the JDK closes the channel that was
 * inherited as standard input, it puts {@code /dev/null} in the place of these two as well; what is
 * logged at the end of the process would be lost.
 */
final class StandardStreams {
  private final Posix posix = new Posix();
  private final int[] kept = IntStream.of(1, 2).map(posix::dup).toArray();

  /** Puts them back as they were when this object was made. To be called once. */
  void restore() {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] >= 0) {
        posix.dup2(kept[i], i + 1);
        posix.close(kept[i]);
      }
    }
  }
}
