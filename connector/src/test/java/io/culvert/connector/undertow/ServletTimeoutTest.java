package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.ProtocolException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServletTimeoutTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/a", service));
    return server;
  }

  @Test
  void aTimeoutIsToldAndAnswered() throws Exception {
    CompletableFuture<Void> told = new CompletableFuture<>();
    serve(
        (request, _) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(1);
          async.addListener(
              new ServletAsyncTest.Listener() {
                @Override
                public void onTimeout(AsyncEvent event) {
                  told.complete(null);
                }
              });
        });

    assertEquals(500, server.get("/a").status());
    assertTrue(told.isDone());
  }

  @Test
  void aTimeoutAfterTheFirstByteCutsTheResponseShortVisibly() throws Exception {
    serve(
        (request, response) -> {
          response.getOutputStream().print("half");
          response.flushBuffer();
          request.startAsync().setTimeout(1);
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));

      assertThrows(ProtocolException.class, () -> peer.answer(1));
    }
  }
}
