package io.culvert.container.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.container.Server;
import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.cli.StartUp;
import io.culvert.container.config.ConfigLoader;
import io.culvert.container.config.ConfigResult;
import io.culvert.container.config.Source;
import io.culvert.container.deploy.DeploymentEvents;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * A server within the process of the tests, on a Unix socket: what it keeps can be looked at, and
 * it is administered through its MBeans.
 *
 * @param folder where all is that it reads and writes
 */
record InnerServer(Path folder, Server server) implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** An answer: status, body, and the value of a field. */
  record Got(int status, String body, ClientResponse response) {
    Optional<String> header(String name) {
      return response.header(name);
    }

    /** The session's cookie as a client returns it. */
    String cookie() {
      return header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }
  }

  static InnerServer start(Path folder, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("CULVERT_LISTEN", "unix:" + folder.resolve("s"));
    environment.put("CULVERT_WEBAPPS", Files.createDirectories(folder.resolve("webapps")) + "");
    environment.put("CULVERT_WORK", folder.resolve("work").toString());
    environment.put("CULVERT_WATCH", "50ms");
    environment.put("CULVERT_JSP_COMPILE", "lazy");
    environment.putAll(more);
    ConfigResult config =
        new ConfigLoader(folder, folder, environment).load(Source.NONE, Source.NONE);
    return new InnerServer(
        folder,
        Server.launch(
            assertInstanceOf(ConfigResult.Ok.class, config).config(),
            DeploymentEvents.NONE,
            new StartUp()));
  }

  Path webapps() {
    return folder.resolve("webapps");
  }

  /** Asks as a client would. */
  Got get(String target, String... cookie) throws IOException {
    UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (FcgiClient client = FcgiClient.connect(socket)) {
      ClientRequest request = ClientRequest.get(target);
      ClientResponse response =
          client.send(cookie.length == 0 ? request : request.withHeader("Cookie", cookie[0]));
      String body = new String(response.body().readAllBytes(), UTF_8);
      return new Got(response.status(), body, response);
    }
  }

  Optional<AppStatus> find(String name) {
    AppName wanted = AppName.parse(name);
    return server.applications().stream().filter(app -> app.name().equals(wanted)).findAny();
  }

  AppStatus app(String name) {
    return find(name).orElseThrow();
  }

  /** Puts a release there and returns when it serves. */
  String deploy(Path war, String name) throws JMException {
    return verb("deploy", war.toString(), name);
  }

  /** Has the deployer do something; returns what it says. */
  String verb(String operation, String... arguments) throws JMException {
    String[] signature = new String[arguments.length];
    Arrays.fill(signature, String.class.getName());
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    Object answer =
        beans.invoke(
            new ObjectName("io.culvert:type=Deployer"), operation, arguments.clone(), signature);
    CompositeData said = (CompositeData) answer;
    return said.get("result") + " " + said.get("text");
  }

  /** An attribute of an application's bean. */
  Object attribute(String path, String name) throws JMException {
    ObjectName bean = new ObjectName("io.culvert:type=Application,host=\"\",path=" + path);
    return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
  }

  void awaitUntil(BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("too late: " + server.applications());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
