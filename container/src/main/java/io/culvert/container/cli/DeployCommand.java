package io.culvert.container.cli;

import io.culvert.container.attach.LocalServers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert deploy}: brings a WAR to a running server. */
@Command(
    name = "deploy",
    header = "Deploys a WAR on a running server, or a new one in place of the old one.",
    description = {
      "The WAR is copied into the server's first webapps folder, so it is there after a restart, too.",
      "Waits until it serves. If it cannot be started the exit code is 1, and what was served before",
      "at this address goes on being served."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert deploy shop.war",
      "      at /shop, as the name of the file says",
      "  culvert deploy target/shop-2.1.war shop.example:/",
      "      at the root of a virtual host"
    })
final class DeployCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ChosenServer server;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Waiting waiting = new Waiting();

  @Parameters(index = "0", paramLabel = "WAR", description = "The .war file.")
  private String war = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "[HOST[:PORT]:]/PATH",
      description =
          "Where. ##VERSION behind it makes it one of several versions side by side. Default: what the"
              + " name of the file says: ROOT.war is /, shop.war is /shop, a#b.war is /a/b.")
  private String application = "";

  DeployCommand(Surroundings surroundings, LocalServers servers) {
    this.surroundings = surroundings;
    this.server = new ChosenServer(surroundings, servers);
  }

  @Override
  public Integer call() {
    String file = file().toString();
    return server.reach(
        contact ->
            new Errand(contact, surroundings.streams())
                .run(
                    plain(application),
                    waiting.isWanted() ? "deploy" : "beginDeploy",
                    file,
                    application));
  }

  /** Without the version. */
  private static String plain(String name) {
    int version = name.indexOf("##");
    return version < 0 ? name : name.substring(0, version);
  }

  private Path file() {
    try {
      Path file = surroundings.folders().current().resolve(war).toAbsolutePath().normalize();
      if (Files.isReadable(file)) {
        return file;
      }
      throw new ParameterException(
          spec.commandLine(), "%s: there is no such file, or it cannot be read".formatted(war));
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), "'%s' is no file name".formatted(war), e);
    }
  }
}
