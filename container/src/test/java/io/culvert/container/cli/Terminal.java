package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import io.culvert.container.cli.ServerLauncher.RunningServer;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.DeploymentEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A process made of memory: commands are run in it and what they printed is looked at. */
final class Terminal {
  final Map<String, String> environment = new HashMap<>();
  final List<ServerConfig> launched = new ArrayList<>();
  private final Path home;
  private final ServerLauncher launcher;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] input = {};
  private Style style = Style.PLAIN;
  private LocalServers servers = new FakeServers();

  Terminal(Path home, ServerLauncher launcher) {
    this.home = home;
    this.launcher = launcher;
  }

  static Terminal without(Path home) {
    return new Terminal(
        home,
        (_, _, _) -> {
          throw new IOException("no server here");
        });
  }

  Terminal withInput(byte[] bytes) {
    input = bytes;
    return this;
  }

  Terminal with(LocalServers running) {
    servers = running;
    return this;
  }

  Terminal withColours() {
    style = new Style(true);
    return this;
  }

  /** Asks the process to end as soon as something has begun. */
  static boolean live(BooleanSupplier begin, Runnable end) {
    boolean begun = begin.getAsBoolean();
    if (begun) {
      end.run();
    }
    return begun;
  }

  int run(String... arguments) {
    out.reset();
    err.reset();
    Surroundings surroundings =
        new Surroundings(
            new Surroundings.Folders(home, home),
            environment,
            new Surroundings.Streams(new ByteArrayInputStream(input), out, err, style),
            Terminal::live);
    return new Cli(surroundings, this::launch, servers).run(arguments);
  }

  private RunningServer launch(ServerConfig config, DeploymentEvents events, StartUp startUp)
      throws IOException, CalledOffException {
    launched.add(config);
    return launcher.launch(config, events, startUp);
  }

  byte[] outBytes() {
    return out.toByteArray();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
