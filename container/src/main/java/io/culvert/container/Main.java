package io.culvert.container;

import io.culvert.container.attach.ProcessTable;
import io.culvert.container.cli.Cli;
import io.culvert.container.cli.ProcessLifetime;
import io.culvert.container.cli.Quickening;
import io.culvert.container.cli.Style;
import io.culvert.container.cli.Surroundings;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The process: the command line in the surroundings of this JVM. */
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    boolean serves = arguments.length > 0 && arguments[0].equals("run");
    if (serves) {
      prepareBeans();
    }
    Path current = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("culvert.home", current.toString()));
    ProcessLifetime lifetime = new ProcessLifetime(quickening(home));
    if (serves) {
      lifetime.prepare();
    }
    int exitCode =
        new Cli(
                surroundings(new Surroundings.Folders(home, current), lifetime),
                Server::launch,
                new ProcessTable())
            .run(arguments);
    lifetime.conclude();
    System.exit(exitCode);
  }

  /**
   * Has Java make its MBean server while the command line and the configuration are read. It asks
   * all of its diagnostic commands for their help then, which is a tenth of a start.
   */
  private static void prepareBeans() {
    Thread.ofPlatform()
        .daemon()
        .name("platform MBeans")
        .start(ManagementFactory::getPlatformMBeanServer);
  }

  /** The launcher knows whether there is something to be made, and where. */
  private static Quickening quickening(Path home) {
    Optional<Path> memory = Optional.ofNullable(System.getProperty("culvert.aot")).map(Path::of);
    return new Quickening(memory, home.resolve("bin/culvert"));
  }

  private static Surroundings surroundings(Surroundings.Folders folders, ProcessLifetime lifetime) {
    Map<String, String> environment = System.getenv();
    boolean colours = isTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Surroundings(
        folders,
        environment,
        new Surroundings.Streams(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            new Style(colours)),
        lifetime);
  }

  // a run time that was made without a terminal library has no console
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
