package io.culvert.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for each test, on a Unix socket in a folder of its own, and simple things to serve. */
public final class ServedApplication implements BeforeEachCallback, AfterEachCallback {
  public static final byte[] NOTHING = {};
  public static final Map<String, String> NO_MORE = Map.of();

  private Path folder;
  private FcgiServer server;
  private RecordedEvents events;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("fcgi");
    events = new RecordedEvents();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (server != null) {
      server.close();
    }
    Files.deleteIfExists(socket());
    Files.delete(folder);
  }

  /** Where the server listens. */
  public Path socket() {
    return folder.resolve("s");
  }

  public FcgiServer server() {
    return server;
  }

  public RecordedEvents events() {
    return events;
  }

  public Endpoint serve(Application application) throws IOException {
    return serve(application, Limits.DEFAULT, Threads.defaults());
  }

  public Endpoint serve(Application application, Limits limits, Threads threads)
      throws IOException {
    return serve(application, limits, Timeouts.DEFAULT, threads);
  }

  public Endpoint serve(Application application, AbortPolicy aborts) throws IOException {
    return serve(application, Limits.DEFAULT, Timeouts.DEFAULT, aborts, Threads.defaults());
  }

  public Endpoint serve(Application application, Timeouts timeouts) throws IOException {
    return serve(application, Limits.DEFAULT, timeouts, Threads.defaults());
  }

  public Endpoint serve(Application application, Limits limits, Timeouts timeouts, Threads threads)
      throws IOException {
    return serve(application, limits, timeouts, AbortPolicy.AUTO, threads);
  }

  private Endpoint serve(
      Application application,
      Limits limits,
      Timeouts timeouts,
      AbortPolicy aborts,
      Threads threads)
      throws IOException {
    Endpoint endpoint = new Endpoint.Unix(socket(), 0600);
    FcgiServerConfig config =
        new FcgiServerConfig(
            FcgiServerConfig.on(endpoint).addresses(),
            PeerFilter.OPEN,
            limits,
            timeouts,
            aborts,
            threads);
    server = FcgiServer.start(config, application, events);
    return endpoint;
  }

  /** The same application in these roles. */
  static Application as(Set<Role> roles, Application application) {
    return new Application() {
      @Override
      public void serve(FcgiRequest request, ResponseStream response) throws IOException {
        application.serve(request, response);
      }

      @Override
      public Set<Role> roles() {
        return roles;
      }
    };
  }

  /** Ends a response with this body. */
  public static void answer(ResponseStream response, String body) throws IOException {
    response.end(text("Status: 200 OK\r\n\r\n"), text(body));
  }

  /** Answers with the value of {@code REQUEST_URI} and the body. */
  public static void echo(FcgiRequest request, ResponseStream response) throws IOException {
    response.write(text("Status: 200 OK\r\n\r\n"), text(uri(request) + ":"));
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    while (true) {
      int count = request.body().read(buffer.clear());
      if (count < 0) {
        break;
      }
      if (count == 0) {
        request.body().awaitReadable();
      }
      response.write(text(""), buffer.flip());
    }
    response.end(text(""), text(""));
  }

  /** What the request asks for. */
  public static String uri(FcgiRequest request) {
    return request.params().toMap().getOrDefault("REQUEST_URI", "");
  }

  public static ByteBuffer text(String text) {
    return ByteBuffer.wrap(bytes(text));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
