package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A front end that is installed on this machine. */
record FrontEndProgram(Path executable) {
  private static final long SECONDS = 30;

  /**
   * Looks for a program. Where it is missing the test is skipped, unless CULVERT_FRONT_ENDS is
   * "required" (environment or system property): then it fails.
   */
  static FrontEndProgram named(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin";
    Optional<Path> found =
        Stream.of(path.split(":", -1))
            .map(folder -> Path.of(folder).resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    String demand =
        System.getProperty(
            "CULVERT_FRONT_ENDS", System.getenv().getOrDefault("CULVERT_FRONT_ENDS", ""));
    if (demand.equals("required")) {
      assertTrue(found.isPresent(), name + " is required but not installed");
    }
    assumeTrue(found.isPresent(), name + " is not installed");
    return new FrontEndProgram(found.orElseThrow());
  }

  /** Runs it to its end, which must be a success; returns what it said. */
  String run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), () -> executable + " does not end");
    assertTrue(process.exitValue() == 0, () -> executable + " says: " + said);
    return said;
  }

  /** Runs it. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
