package io.culvert.container.cli;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.apps.DesiredApps;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Source;
import io.culvert.container.frontend.Backend;
import io.culvert.container.frontend.FrontEnd;
import io.culvert.container.frontend.FrontendPlan;
import io.culvert.container.frontend.Node;
import io.culvert.container.frontend.Placement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert frontend}: what to tell the web server in front. */
@Command(
    name = "frontend",
    header = "Prints a complete, commented configuration of a web server in front of Culvert.",
    description =
        "It follows from the configuration of Culvert: give it the options 'culvert run' is given.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert frontend nginx > /etc/nginx/conf.d/culvert.conf",
      "  culvert frontend lighttpd --listen unix:/run/culvert.sock --app /:/srv/shop",
      "  culvert frontend apache --app /:shop.war > /etc/apache2/sites-available/culvert.conf",
      "  culvert frontend nginx --nodes n1=10.0.0.1:9000,n2=10.0.0.2:9000",
      "      two nodes; a session stays on the one its id ends with (….n1, ….n2), as node.route says",
      "  culvert frontend check /etc/nginx/nginx.conf",
      "      names what would hurt in a configuration that is already there",
      "  culvert frontend nginx --unprivileged /tmp/front --port 8080 > /tmp/front/nginx.conf",
      "      to try it out without being root"
    })
final class FrontendCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "nginx|lighttpd|apache|haproxy|caddy",
      description = "The web server.")
  private String product = "";

  @Option(
      names = {"--node", "--nodes"},
      split = ",",
      paramLabel = Node.FORM,
      description = {
        "Each Culvert that requests are sent to, instead of the configured one. With several nodes,",
        "ROUTE is what the session ids of the node end with, its node.route."
      })
  private List<String> nodes = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where clients connect. Default: 80, or 8080 with --unprivileged.")
  private int port;

  @Option(
      names = "--unprivileged",
      paramLabel = "DIR",
      description = "For an ordinary user, on loopback: pid, logs and temporary files are in DIR.")
  private String unprivileged = "";

  @Option(
      names = "--no-static",
      description = "Leaves static files to the applications, even those of exploded WARs.")
  private boolean noStatic;

  FrontendCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether what is printed depends on the setting. */
  static boolean dependsOn(Setting<?> setting) {
    return Set.of(
            "config",
            "listen",
            "applications",
            "webapps",
            "limits.request-body",
            "hosts.aliases",
            "hosts.default")
        .contains(setting.key());
  }

  @Override
  public Integer call() {
    FrontEnd frontEnd = frontEnd();
    Optional<ServerConfig> config =
        new SettingOptions(surroundings).load(spec.commandLine().getParseResult(), Source.NONE);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    try {
      print(frontEnd.configurationOf(plan(config.orElseThrow())));
      return ExitCode.SUCCESS;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private FrontEnd frontEnd() {
    if (product.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "say which web server: " + String.join(", ", FrontEnd.names()));
    }
    return FrontEnd.named(product)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "web server '%s' is unknown; known are %s"
                        .formatted(product, String.join(", ", FrontEnd.names()))));
  }

  private FrontendPlan plan(ServerConfig config) {
    List<Endpoint> endpoints = config.connector().endpoints();
    List<Node> servers =
        nodes.isEmpty()
            ? List.of(new Node("", endpoints.getFirst()))
            : nodes.stream().map(Node::parse).toList();
    DesiredApps apps =
        DesiredApps.of(config.applications().named(), config.applications().webapps());
    Backend backend =
        new Backend(servers, apps.specs(), config.hosts().names(), config.requests().maxBody());
    return FrontendPlan.of(placement(), backend, !noStatic);
  }

  private Placement placement() {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("--port must be 1 to 65535, but is " + port);
    }
    if (unprivileged.isEmpty()) {
      return new Placement.Installed(port == 0 ? 80 : port);
    }
    Path folder = surroundings.folders().current().resolve(unprivileged).toAbsolutePath();
    return new Placement.Unprivileged(
        folder.normalize(), port == 0 ? 8080 : port, System.getProperty("user.name", ""));
  }

  private void print(String configuration) {
    PrintWriter out = surroundings.streams().outWriter();
    out.print(configuration);
    out.flush();
  }
}
