package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.culvert.container.frontend.FrontEnd;
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

  static FrontEndProgram of(FrontEnd product) {
    return named(product == FrontEnd.APACHE ? "apache2" : product.toString());
  }

  /**
   * Looks for a program. Where it is missing the test is skipped, unless CULVERT_FRONT_ENDS is
   * "required" (environment or system property): then it fails.
   */
  private static FrontEndProgram named(String name) {
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
    Process process = builder(List.of(arguments)).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), () -> executable + " does not end");
    assertTrue(process.exitValue() == 0, () -> executable + " says: " + said);
    return said;
  }

  /** Asks it whether it would take the configuration; returns what it said. */
  String check(FrontEnd product, Path file) throws IOException, InterruptedException {
    return switch (product) {
      case NGINX -> run("-t", "-e", file.resolveSibling("e.log").toString(), "-c", "" + file);
      case LIGHTTPD -> run("-tt", "-f", file.toString());
      case APACHE -> run("-t", "-f", file.toString());
      case HAPROXY -> run("-c", "-f", file.toString());
      case CADDY -> run("validate", "--adapter", "caddyfile", "--config", file.toString());
    };
  }

  /** Runs it in the foreground. */
  Process serve(FrontEnd product, Path file, Path said) throws IOException {
    List<String> arguments =
        switch (product) {
          case NGINX -> {
            String log = file.resolveSibling("e.log").toString();
            yield List.of("-g", "daemon off;", "-e", log, "-c", file.toString());
          }
          case LIGHTTPD -> List.of("-D", "-f", file.toString());
          case APACHE -> List.of("-DFOREGROUND", "-f", file.toString());
          case HAPROXY -> List.of("-db", "-f", file.toString());
          case CADDY -> List.of("run", "--adapter", "caddyfile", "--config", file.toString());
        };
    ProcessBuilder builder = builder(arguments).redirectOutput(said.toFile());
    builder.environment().put("XDG_CONFIG_HOME", file.getParent().toString());
    return builder.start();
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
