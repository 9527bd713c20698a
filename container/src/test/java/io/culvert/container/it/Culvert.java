package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server run from the distribution, and the options that tell a front end of it. */
final class Culvert implements AutoCloseable {
  private final Spawned process;
  private final String address;
  private final List<String> options;
  private final Map<String, String> environment;

  private Culvert(
      Spawned process, String address, List<String> options, Map<String, String> environment) {
    this.environment = environment;
    this.process = process;
    this.address = address;
    this.options = options;
  }

  /** Starts on a Unix socket in the folder and waits until applications are served. */
  static Culvert onUnixSocket(
      Dist dist, Path folder, Map<String, String> environment, String... apps) throws IOException {
    return start(dist, folder, environment, "unix:" + folder.resolve("s"), List.of(apps));
  }

  /** Starts on a port of loopback. */
  static Culvert onPort(
      Dist dist, Path folder, int port, Map<String, String> environment, String... apps)
      throws IOException {
    return start(dist, folder, environment, "127.0.0.1:" + port, List.of(apps));
  }

  /** Starts another one at the same address when this one has ended. */
  Culvert again(Dist dist, Path folder, String... apps) throws IOException {
    return start(dist, folder, environment, address, List.of(apps));
  }

  private static Culvert start(
      Dist dist, Path folder, Map<String, String> environment, String listen, List<String> apps)
      throws IOException {
    List<String> options = options(folder, listen, apps);
    List<String> line = new ArrayList<>(List.of(dist.command(), "run"));
    line.addAll(options);
    Spawned process = Spawned.start(folder, "culvert", environment, line);
    try {
      process.awaitUntil(() -> process.output().contains(" started in "));
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
    if (listen.startsWith("unix:")) {
      openToAll(folder);
    }
    return new Culvert(process, listen, options, environment);
  }

  /** Web servers that give up being root must still get at the socket. */
  private static void openToAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.setPosixFilePermissions(
        folder.resolve("s"), PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  /** Options of a server that keeps all it writes in the folder and serves only these. */
  static List<String> options(Path folder, String listen, List<String> apps) throws IOException {
    Path none = Files.createDirectories(folder.resolve("webapps"));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--listen",
                listen,
                "--work",
                folder.resolve("work").toString(),
                "--sessions-folder",
                folder.resolve("sessions").toString(),
                "--webapps",
                none.toString()));
    for (String app : apps) {
      options.add("--app");
      options.add(app);
    }
    return options;
  }

  /** Where it listens, as {@code --listen} and {@code --socket} say it. */
  String address() {
    return address;
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
