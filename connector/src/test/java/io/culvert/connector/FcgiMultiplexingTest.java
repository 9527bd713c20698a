package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.connector.transport.Endpoint;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FcgiMultiplexingTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void requestsThatBlockAlwaysSometimesOrOnceAreAllAnswered() throws Exception {
    AtomicInteger count = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              String uri = request.params().toMap().getOrDefault("REQUEST_URI", "");
              if (uri.equals("/always")
                  || (uri.equals("/some") && count.incrementAndGet() % 3 == 0)) {
                await(gate);
              }
              answer(response, uri);
            });
    int clients = 60;
    ScriptedPeer[] peers = new ScriptedPeer[clients];
    for (int i = 0; i < clients; i++) {
      peers[i] = ScriptedPeer.connect(endpoint);
      String uri = i % 2 == 0 ? "/always" : "/some";
      peers[i].send(ScriptedPeer.request(1, true, ScriptedPeer.get(uri, NO_MORE), NOTHING));
    }
    try (ScriptedPeer quick = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 100; i++) {
        quick.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/quick", NO_MORE), NOTHING));
        assertEquals("/quick", quick.answer(1).body());
      }
    }
    gate.countDown();
    for (int i = 0; i < clients; i++) {
      assertEquals(i % 2 == 0 ? "/always" : "/some", peers[i].answer(1).body());
      peers[i].close();
    }
  }
}
