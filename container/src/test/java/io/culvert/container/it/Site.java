package io.culvert.container.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A web server with a Culvert behind it.
 *
 * @param culvert what serves
 * @param frontEnd what clients speak to
 * @param port where they do, on loopback
 */
record Site(Culvert culvert, Spawned frontEnd, int port) implements AutoCloseable {
  /** Starts both; in an empty folder, whose path is short enough for a Unix socket in it. */
  static Site start(
      FrontEnd kind,
      Transport transport,
      Path folder,
      Map<String, String> environment,
      String... apps)
      throws IOException, InterruptedException {
    return start(kind, transport, folder, environment, UnaryOperator.identity(), apps);
  }

  /** The same, with a change in the web server's configuration. */
  static Site start(
      FrontEnd kind,
      Transport transport,
      Path folder,
      Map<String, String> environment,
      UnaryOperator<String> change,
      String... apps)
      throws IOException, InterruptedException {
    kind.assumeInstalled();
    Dist dist = Dist.find();
    Culvert culvert = transport.start(dist, folder, environment, apps);
    try {
      int port = Ports.free();
      return new Site(culvert, kind.start(dist, folder, port, culvert.options(), change), port);
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      culvert.close();
      throw e;
    }
  }

  /** Somebody who forgets every cookie. */
  Visitor stranger() {
    return Visitor.stranger(port);
  }

  /** Somebody whose browser returns cookies. */
  Visitor regular() {
    return Visitor.regular(port);
  }

  @Override
  public void close() {
    try (culvert) {
      frontEnd.close();
    }
  }
}
