package io.culvert.container.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The distribution as an operator has it, unpacked by the build.
 *
 * @param home the folder with {@code bin}, {@code lib}, {@code conf}
 */
record Dist(Path home) {
  static Dist find() {
    try (Stream<Path> folders = Files.list(Path.of("target"))) {
      return folders
          .filter(folder -> Files.isExecutable(folder.resolve("bin/culvert")))
          .findFirst()
          .map(folder -> new Dist(folder.toAbsolutePath()))
          .orElseThrow(() -> new IllegalStateException("target holds no unpacked distribution"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String command() {
    return home.resolve("bin/culvert").toString();
  }
}
