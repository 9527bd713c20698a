package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
    return start(dist, folder, port, options, UnaryOperator.identity());
  }

  /** The same, with a change in the printed configuration. */
  Spawned start(
      Dist dist, Path folder, int port, List<String> options, UnaryOperator<String> change)
      throws IOException, InterruptedException {
    Path binary = binary();
    Path work = Files.createDirectories(folder.resolve(program));
    List<String> line = new ArrayList<>(List.of(dist.command(), "frontend", program));
    line.addAll(options);
    line.addAll(List.of("--unprivileged", work.toString(), "--port", Integer.toString(port)));
    Ran printing = Ran.of(work, Map.of(), line);
    if (printing.status() != 0) {
      throw new AssertionError("culvert frontend failed:\n" + printing.err());
    }
    return startConfigured(binary, work, port, change.apply(printing.out()));
  }

  private Spawned startConfigured(Path binary, Path work, int port, String text)
      throws IOException {
    Path config = Files.writeString(work.resolve(program + ".conf"), text);
    return Spawned.start(work, program, Map.of(), command(binary, config, work))
        .awaitUntil(() -> Ports.answers(port));
  }

  /** Starts the web server with a configuration of one's own. */
  Spawned startWith(Path folder, int port, String config) throws IOException {
    return startConfigured(binary(), Files.createDirectories(folder), port, config);
  }

  /** Skips the test by name where the program is not, unless it must be there. */
  void assumeInstalled() {
    Program.assumeInstalled(program);
  }

  private Path binary() {
    assumeInstalled();
    return Path.of(Program.path(program));
  }
}
