package io.culvert.container.it;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Another FastCGI server, which tells what an authorizer before it has left for it. */
record EnvironmentEcho(FcgiServer server) implements AutoCloseable {
  static EnvironmentEcho on(Path socket) throws IOException {
    Endpoint endpoint = Endpoint.parse("unix:" + socket);
    return new EnvironmentEcho(
        FcgiServer.start(
            FcgiServerConfig.on(endpoint), EnvironmentEcho::serve, ConnectionEvents.NONE));
  }

  private static void serve(FcgiRequest request, ResponseStream response) throws IOException {
    request.body().discard();
    Map<String, String> params = request.params().toMap();
    String seen = params.get("REMOTE_USER") + ", " + params.get("GUARD");
    response.end(bytes("Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n"), bytes(seen));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.close();
  }
}
