package io.culvert.container.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ListenAddress;
import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.undertow.ServletAborts;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A WAR behind FastCGI, asked as a front end would: through the bridge, with any parameters. */
final class BridgedApp implements AutoCloseable {
  private final Running running;
  private final UndertowApplication application;
  private final FcgiServer server;
  private final Path socket;

  /** What came back. */
  record Answer(int status, String body, List<Field> fields) {
    record Field(String name, String value) {}

    List<String> all(String name) {
      return fields.stream()
          .filter(field -> field.name().equalsIgnoreCase(name))
          .map(Field::value)
          .toList();
    }

    /** The first field of a name, or an empty text. */
    String header(String name) {
      return all(name).stream().findFirst().orElse("");
    }

    /** What a browser would send back as its session. */
    String session() {
      String cookie = header("Set-Cookie");
      return cookie.isEmpty() ? "" : cookie.substring(0, cookie.indexOf(';'));
    }
  }

  private BridgedApp(Running running, Path socket, Trust trust) throws IOException {
    this.running = running;
    this.socket = socket;
    this.application =
        new UndertowApplication(running.handler(), UndertowSettings.DEFAULT, new ServletAborts());
    this.server =
        FcgiServer.start(
            FcgiServerConfig.on(List.of(new ListenAddress(new Endpoint.Unix(socket, 0600), trust))),
            application,
            ConnectionEvents.NONE);
  }

  /**
   * Deploys at the root.
   *
   * @throws IllegalStateException if the deployment fails, with what the operator would be told
   */
  static BridgedApp start(WarFolder war, Path folder, AppDefaults defaults, Trust trust)
      throws IOException {
    Deployment deployment =
        DeployedWar.deploy(
            war, folder.resolve("work"), defaults, DeployedWar.sessions(), new ArrayList<>());
    return switch (deployment) {
      case Running running -> new BridgedApp(running, folder.resolve("s"), trust);
      case Failed failed -> throw new IllegalStateException(failed.cause().getMessage());
      case Deployment.Stopped _ -> throw new IllegalStateException("never started");
    };
  }

  Answer get(String target, String... fields) throws IOException {
    return send(with(ClientRequest.get(target), fields));
  }

  Answer post(String target, String form, String... fields) throws IOException {
    byte[] body = form.getBytes(UTF_8);
    ClientRequest request =
        ClientRequest.of("POST", target)
            .withHeader("Content-Type", "application/x-www-form-urlencoded")
            .withBody(new ByteArrayInputStream(body), body.length);
    return send(with(request, fields));
  }

  /** Adds header fields, names and values in turn. */
  static ClientRequest with(ClientRequest request, String... fields) {
    ClientRequest all = request;
    for (int i = 0; i < fields.length; i += 2) {
      all = all.withHeader(fields[i], fields[i + 1]);
    }
    return all;
  }

  Answer send(ClientRequest request) throws IOException {
    try (FcgiClient client = FcgiClient.connect(UnixDomainSocketAddress.of(socket))) {
      ClientResponse response = client.send(request);
      String body = new String(response.body().readAllBytes(), UTF_8);
      List<Answer.Field> fields =
          response.headers().stream()
              .map(header -> new Answer.Field(header.name(), header.value()))
              .toList();
      return new Answer(response.status(), body, fields);
    }
  }

  @Override
  public void close() {
    server.close();
    application.close();
    running.app().stop();
  }
}
