package io.culvert.container.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.client.ForwardedRequest;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.transport.Endpoint;
import io.culvert.container.session.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When another node is tried, and which connections to it are kept. */
final class RemoteNodeTest {
  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private Endpoint endpoint;
  private RemoteNode node;

  @BeforeEach
  void name() {
    endpoint = Endpoint.parse("unix:" + folder + "/s");
    node = new RemoteNode(new NodeAddress(new Route("n2"), endpoint), nanos::get);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private FcgiServer serve() throws IOException {
    return FcgiServer.start(
        FcgiServerConfig.on(endpoint),
        (_, response) -> TwoNodes.answer(response, "Status: 200 OK", "served"),
        ConnectionEvents.NONE);
  }

  private static void use(FcgiClient client) throws IOException {
    byte[] body =
        client.forward(new ForwardedRequest(List.of(), Optional.empty())).body().readAllBytes();
    assertEquals("served".length(), body.length);
  }

  @Test
  void nodeThatIsAwayIsTriedOnceASecond() throws Exception {
    assertThrows(RemoteNode.Away.class, node::connect);
    try (FcgiServer _ = serve()) {
      RemoteNode.Away away = assertThrows(RemoteNode.Away.class, node::connect);
      assertTrue(away.getMessage().endsWith("was not there a moment ago"), away::getMessage);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      node.connect().close();
      node.connect().close();
    }
  }

  @Test
  void connectionIsKeptWhenItsRequestIsOver() throws Exception {
    try (FcgiServer _ = serve()) {
      FcgiClient unused = node.connect();
      node.giveBack(unused);
      assertFalse(unused.isOpen(), "it is unknown whether anything was sent");
      FcgiClient used = node.connect();
      use(used);
      node.giveBack(used);
      FcgiClient again = node.connect();
      assertEquals(used, again);
      use(again);
      node.close();
      node.giveBack(again);
      assertFalse(again.isOpen(), "nobody would close it later");
    }
  }
}
