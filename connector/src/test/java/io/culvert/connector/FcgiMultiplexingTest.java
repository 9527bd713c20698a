package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FcgiMultiplexingTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aKeptConnectionServesAThousandRequestsWithTheSameId() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 1000; i++) {
        peer.send(
            ScriptedPeer.request(1, true, ScriptedPeer.get("/" + i, NO_MORE), bytes("b" + i)));
        assertEquals("/" + i + ":b" + i, peer.answer(1).body());
      }
    }
  }

  @Test
  void idsMayGrowAndNeverComeBack() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int id = 1; id <= 65_535; id += 514) {
        peer.send(ScriptedPeer.request(id, true, ScriptedPeer.get("/" + id, NO_MORE), NOTHING));
        assertEquals("/" + id + ":", peer.answer(id).body());
      }
    }
  }

  @Test
  void aSlowRequestDoesNotHoldUpItsSiblingsOnTheConnection() throws Exception {
    CountDownLatch siblingsDone = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.id() == 1) {
                await(siblingsDone);
              }
              answer(response, "r" + request.id());
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      byte[] params = ScriptedPeer.pairs(ScriptedPeer.get("/", NO_MORE));
      for (int id : new int[] {1, 3, 5}) {
        peer.send(ScriptedPeer.begin(id, Role.RESPONDER, true));
      }
      for (int id : new int[] {1, 3, 5}) {
        peer.send(ScriptedPeer.stream(RecordType.PARAMS, id, params));
      }
      for (int id : new int[] {1, 3, 5}) {
        peer.send(ScriptedPeer.record(RecordType.PARAMS, id, NOTHING));
      }
      assertEquals("r3", peer.answer(3).body());
      assertEquals("r5", peer.answer(5).body());
      siblingsDone.countDown();
      assertEquals("r1", peer.answer(1).body());
    }
  }

  @Test
  void aRequestThatDoesNotReadItsBodyDoesNotHoldUpItsSiblings() throws Exception {
    CountDownLatch siblingDone = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.id() == 1) {
                await(siblingDone);
              }
              answer(response, "r" + request.id());
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), new byte[10_000_000]));
      peer.send(ScriptedPeer.request(3, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("r3", peer.answer(3).body());
      siblingDone.countDown();
      assertEquals("r1", peer.answer(1).body());
    }
  }

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
