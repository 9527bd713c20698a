package io.culvert.container.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real web server, run with the configuration that {@code culvert frontend} prints for it. */
enum FrontEnd {
  NGINX("nginx") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(
          binary.toString(), "-p", folder.toString(), "-c", config.toString(), "-g", "daemon off;");
    }
  },
  LIGHTTPD("lighttpd") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(binary.toString(), "-D", "-f", config.toString());
    }
  };

  private final String program;

  FrontEnd(String program) {
    this.program = program;
  }

  abstract List<String> command(Path binary, Path config, Path folder);

  /**
   * Starts the web server on a port of loopback, in front of a Culvert configured by {@code
   * options}.
   */
  Spawned start(Dist dist, Path folder, int port, List<String> options)
      throws IOException, InterruptedException {
    Path binary = binary();
    Path work = Files.createDirectories(folder.resolve(program));
    List<String> line = new ArrayList<>(List.of(dist.command(), "frontend", program));
    line.addAll(options);
    line.addAll(List.of("--unprivileged", work.toString(), "--port", Integer.toString(port)));
    try (Spawned printing = Spawned.start(work, program + "-config", Map.of(), line)) {
      if (printing.exitStatus() != 0) {
        throw new AssertionError("culvert frontend failed:\n" + printing.output());
      }
      Path config = Files.writeString(work.resolve(program + ".conf"), printing.output());
      return Spawned.start(work, program, Map.of(), command(binary, config, work))
          .awaitUntil(() -> Ports.answers(port));
    }
  }

  /** Where the program is; the test is skipped by name where it is not, unless it must be there. */
  private Path binary() {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
      Path binary = Path.of(folder, program);
      if (Files.isExecutable(binary)) {
        return binary;
      }
    }
    if ("required".equals(System.getenv("CULVERT_FRONT_ENDS"))) {
      throw new AssertionError(program + " is not installed; bin/test installs it");
    }
    assumeTrue(false, program + " is not installed: skipped. bin/test installs it");
    throw new IllegalStateException("skipped");
  }
}
