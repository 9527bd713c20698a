package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A server run from the distribution, and the options that tell a front end of it. */
final class Culvert implements AutoCloseable {
  private final Spawned process;
  private final List<String> options;

  private Culvert(Spawned process, List<String> options) {
    this.process = process;
    this.options = options;
  }

  /** Starts on a Unix socket in the folder and waits until it listens there. */
  static Culvert onUnixSocket(
      Dist dist, Path folder, Map<String, String> environment, String... apps) throws IOException {
    Path socket = folder.resolve("s");
    return start(
        dist, folder, environment, "unix:" + socket, List.of(apps), () -> Files.exists(socket));
  }

  /** Starts on a port of loopback. */
  static Culvert onPort(
      Dist dist, Path folder, int port, Map<String, String> environment, String... apps)
      throws IOException {
    return start(
        dist, folder, environment, "127.0.0.1:" + port, List.of(apps), () -> Ports.answers(port));
  }

  private static Culvert start(
      Dist dist,
      Path folder,
      Map<String, String> environment,
      String listen,
      List<String> apps,
      BooleanSupplier listening)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--listen", listen));
    for (String app : apps) {
      options.add("--app");
      options.add(app);
    }
    List<String> line = new ArrayList<>(List.of(dist.command(), "run"));
    line.addAll(options);
    Spawned process = Spawned.start(folder, "culvert", environment, line);
    try {
      process.awaitUntil(listening);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
    return new Culvert(process, options);
  }

  /** What {@code culvert frontend} has to be told. */
  List<String> options() {
    return options;
  }

  Spawned process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
