package io.culvert.container.cli;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.transport.Endpoint;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert get}: one request, put to the server as a front end would. */
@Command(
    name = "get",
    header = "Asks a FastCGI server for a page, as a front end would, and prints the answer.",
    description = {
      "Status, header, an empty line, body. The exit code is 0 for 2xx and 3xx, 1 for other",
      "answers, and 2 if there is no server to ask."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  culvert get /shop/cart?id=3",
      "  culvert get --socket unix:/run/culvert.sock -H 'Host: shop.example' /",
      "  culvert get -X PUT --data picture.png -H 'Content-Type: image/png' /pictures/1"
    })
final class GetCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--socket",
      paramLabel = "ADDR",
      description = "HOST:PORT or unix:FILE. Default: where the configuration says to listen.")
  private String socket = "";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header field of the request.")
  private List<String> headers = List.of();

  @Option(
      names = {"-X", "--method"},
      paramLabel = "METHOD",
      description = "The method. Default: GET, or POST with --data.")
  private String method = "";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Sends the file as the request body; - is standard input.")
  private String data = "";

  @Parameters(paramLabel = "PATH", description = "Path and query, percent-encoded.")
  private String target = "";

  GetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!target.startsWith("/") && !target.equals("*")) {
      throw new ParameterException(
          spec.commandLine(), "path '%s' must begin with '/'".formatted(target));
    }
    Optional<SocketAddress> server = server();
    if (server.isEmpty()) {
      return ExitCode.USAGE;
    }
    try (InputStream body = body()) {
      return get(server.orElseThrow(), body);
    } catch (IOException e) {
      return complain("can't read %s: %s".formatted(data, e.getMessage()), ExitCode.USAGE);
    }
  }

  private int get(SocketAddress server, InputStream body) throws IOException {
    ClientRequest request = request(body);
    try (FcgiClient client = connect(server)) {
      ClientResponse response = client.send(request);
      print(response);
      surroundings.streams().errWriter().print(client.errors());
      boolean success = response.status() / 100 == 2 || response.status() / 100 == 3;
      return success ? ExitCode.SUCCESS : ExitCode.FAILURE;
    } catch (NobodyThere e) {
      return complain(String.valueOf(e.getMessage()), ExitCode.USAGE);
    } catch (IOException e) {
      return complain("%s: %s".formatted(server, e.getMessage()), ExitCode.FAILURE);
    }
  }

  private static FcgiClient connect(SocketAddress server) throws NobodyThere {
    try {
      return FcgiClient.connect(server);
    } catch (IOException | UnresolvedAddressException e) {
      throw new NobodyThere(server, e);
    }
  }

  private int complain(String message, int exitCode) {
    surroundings.streams().errWriter().println(surroundings.streams().style().bad(message));
    return exitCode;
  }

  private static final class NobodyThere extends IOException {
    private static final long serialVersionUID = 1L;

    NobodyThere(SocketAddress server, Exception cause) {
      super("%s: no server answers there: %s".formatted(server, cause.getMessage()), cause);
    }
  }

  private Optional<SocketAddress> server() {
    if (!socket.isEmpty()) {
      return Optional.of(address(socket));
    }
    Optional<ServerConfig> config =
        new SettingOptions(surroundings).load(spec.commandLine().getParseResult(), Source.NONE);
    return config.map(found -> address(found.connector().endpoints().getFirst().toString()));
  }

  private SocketAddress address(String text) {
    try {
      return Addresses.toConnect(Endpoint.parse(text), surroundings.folders().current());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--socket: %s".formatted(e.getMessage()), e);
    }
  }

  private ClientRequest request(InputStream body) throws IOException {
    String verb = method.isEmpty() ? (data.isEmpty() ? "GET" : "POST") : method;
    ClientRequest request = ClientRequest.of(verb, target);
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ParameterException(
            spec.commandLine(), "header '%s' is not 'NAME: VALUE'".formatted(header));
      }
      request =
          request.withHeader(
              header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    if (data.isEmpty() || data.equals("-")) {
      return request.withBody(body);
    }
    return request.withBody(body, Files.size(file()));
  }

  private InputStream body() throws IOException {
    if (data.isEmpty()) {
      return InputStream.nullInputStream();
    }
    return data.equals("-") ? surroundings.streams().in() : Files.newInputStream(file());
  }

  private Path file() {
    return surroundings.folders().current().resolve(data);
  }

  private void print(ClientResponse response) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("Status: %d %s%n".formatted(response.status(), response.reason()).stripTrailing());
    head.append('\n');
    response
        .headers()
        .forEach(
            header -> head.append(header.name()).append(": ").append(header.value()).append('\n'));
    OutputStream out = surroundings.streams().out();
    out.write(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    response.body().transferTo(out);
    out.flush();
  }
}
