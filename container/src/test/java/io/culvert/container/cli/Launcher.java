package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/culvert} in an installation of its own, with a Java that only says how it was called.
 *
 * @param home where it is installed
 */
record Launcher(Path home) {
  private static final Path SCRIPTS = Path.of("../bin");

  /** What came of a call. */
  record Said(int exitCode, List<String> lines) {}

  /** Installs the scripts, and no libraries. */
  static Launcher in(Path folder) throws IOException {
    Path home = folder.resolve("an installation");
    Files.createDirectories(home.resolve("bin"));
    for (String script : List.of("culvert", "jdk.sh")) {
      Files.copy(SCRIPTS.resolve(script), home.resolve("bin").resolve(script));
    }
    assertTrue(home.resolve("bin/culvert").toFile().setExecutable(true));
    return new Launcher(home);
  }

  Path script() {
    return home.resolve("bin/culvert");
  }

  /** A Java that prints its arguments. */
  Path java(String version) throws IOException {
    return java(version, "echo called\nprintf '%s\\n' \"$@\"\n");
  }

  Path java(String version, String script) throws IOException {
    Path java = home.resolveSibling("java " + version);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Path program = java.resolve("bin/java");
    Files.writeString(program, "#!/bin/sh\n" + script);
    assertTrue(program.toFile().setExecutable(true));
    return java;
  }

  Said run(Path java, String... arguments) throws IOException, InterruptedException {
    return run(script(), java, Map.of(), arguments);
  }

  static Said run(Path script, Path java, Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", java.toString());
    environment.put("JAVA_OPTS", "-Xmx64m -Dx=y");
    environment.put("CULVERT_LISTEN", "127.0.0.1:1");
    environment.putAll(more);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said.lines().toList());
  }
}
