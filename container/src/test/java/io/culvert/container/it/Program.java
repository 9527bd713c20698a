package io.culvert.container.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system. */
final class Program {
  private Program() {}

  /** Skips the test by name where one of them is not, unless they must be there. */
  static void assumeInstalled(String... names) {
    for (String name : names) {
      if (find(name).isPresent()) {
        continue;
      }
      if ("required".equals(System.getenv("CULVERT_FRONT_ENDS"))) {
        throw new AssertionError(name + " is not installed; bin/test installs it");
      }
      assumeTrue(false, name + " is not installed: skipped. bin/test installs it");
    }
  }

  static String path(String name) {
    return find(name).orElseThrow().toString();
  }

  private static Optional<Path> find(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
