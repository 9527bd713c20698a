package io.culvert.connector.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.RecordedEvents;
import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.memory.MemoryLoop;
import io.culvert.connector.transport.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A loop whose threads for slow requests are gone, as when the system gives out no more of them.
 */
@Timeout(60)
class LoopWithoutThreadsTest {
  private static final int ROUTES = 4096;
  private static final byte[] NOTHING = {};

  private final RecordedEvents events = new RecordedEvents();
  private final ConnectionSettings settings = MemoryLoop.usualSettings().of(Trust.NOTHING, events);
  private final LoopThreads threads = new LoopThreads(new Threads(1, 0, 1));

  @Test
  void aRequestThatHasWaitedForAThreadIsTurnedAwayWhenThereIsNone() throws Exception {
    assertTrue(threads.platform().places().take(), "the only thread should have been free");
    EventLoop loop =
        new EventLoop(
            (_, _) -> events.faults.add(new AssertionError("served")),
            settings,
            everyRouteIsSlow(),
            threads,
            () -> {});
    Thread thread = Thread.ofPlatform().start(loop);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort());
        ScriptedPeer peer = ScriptedPeer.connect(endpoint(server))) {
      loop.adopt(server.accept(), settings, () -> {});
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", Map.of()), NOTHING));
      while (settings.admission().queued() == 0) {
        Thread.onSpinWait();
      }
      threads.close();
      threads.platform().places().giveBack();
      assertEquals(503, peer.answer(1).status());
    } finally {
      loop.close();
    }
    thread.join();
    assertEquals(List.of(RefusalCause.NO_THREAD), List.copyOf(events.causes));
    assertEquals("[]", events.faults.toString());
    assertEquals(0, settings.admission().queued());
    assertEquals(0, threads.platform().places().taken());
  }

  private static SlowRoutes everyRouteIsSlow() {
    SlowRoutes routes = new SlowRoutes();
    for (int route = 0; route < ROUTES; route++) {
      routes.wasSlow(route);
      routes.wasSlow(route);
    }
    return routes;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static Endpoint endpoint(ServerSocketChannel server) throws Exception {
    InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
    return new Endpoint.Tcp(address.getHostString(), address.getPort());
  }
}
