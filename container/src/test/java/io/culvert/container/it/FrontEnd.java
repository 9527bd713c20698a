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
  NGINX("nginx", "nginx", "nginx") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(
          binary.toString(), "-p", folder.toString(), "-c", config.toString(), "-g", "daemon off;");
    }
  },
  LIGHTTPD("lighttpd", "lighttpd", "lighttpd") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(binary.toString(), "-D", "-f", config.toString());
    }
  },
  APACHE("Apache httpd", "apache", "apache2") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(binary.toString(), "-f", config.toString(), "-DFOREGROUND");
    }
  },
  HAPROXY("HAProxy", "haproxy", "haproxy") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(binary.toString(), "-db", "-f", config.toString());
    }
  },
  CADDY("Caddy", "caddy", "caddy") {
    @Override
    List<String> command(Path binary, Path config, Path folder) {
      return List.of(
          binary.toString(), "run", "--config", config.toString(), "--adapter", "caddyfile");
    }
  };

  private final String title;
  private final String product;
  private final String program;

  FrontEnd(String title, String product, String program) {
    this.title = title;
    this.product = product;
    this.program = program;
  }

  /** Its name, as it calls itself. */
  String title() {
    return title;
  }

  /** Its name, as {@code culvert frontend} takes it. */
  String product() {
    return product;
  }

  /** How it is started in the foreground; {@code folder} is for all that it writes. */
  abstract List<String> command(Path binary, Path config, Path folder);

  /** What it is told: to serve on {@code port} from a Culvert that has the {@code options}. */
  String configuration(Dist dist, Path work, int port, List<String> options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(dist.command(), "frontend", product));
    line.addAll(options);
    line.addAll(List.of("--unprivileged", work.toString(), "--port", Integer.toString(port)));
    Ran printing = Ran.of(work, Map.of(), line);
    if (printing.status() != 0) {
      throw new AssertionError("culvert frontend failed:\n" + printing.err());
    }
    return printing.out();
  }

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
    assumeInstalled();
    Path work = Files.createDirectories(folder.resolve(program));
    return startWith(work, port, change.apply(configuration(dist, work, port, options)));
  }

  /** Starts the web server with a configuration of one's own. */
  Spawned startWith(Path folder, int port, String text) throws IOException {
    assumeInstalled();
    Path work = Files.createDirectories(folder);
    Path config = Files.writeString(work.resolve(program + ".conf"), text);
    return Spawned.start(work, program, homeIn(work), command(binary(), config, work))
        .awaitUntil(() -> Ports.answers(port));
  }

  /** Caddy keeps what it thinks worth keeping in the user's home. */
  private static Map<String, String> homeIn(Path work) {
    String home = work.toString();
    return Map.of("HOME", home, "XDG_DATA_HOME", home, "XDG_CONFIG_HOME", home);
  }

  /** Skips the test by name where the program is not, unless it must be there. */
  void assumeInstalled() {
    Program.assumeInstalled(program);
  }

  private Path binary() {
    return Path.of(Program.path(program));
  }
}
