package io.culvert.connector;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.monitor.Counter;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than anybody means well: what one front end can make the others pay is bounded. */
@Timeout(60)
class FcgiFloodTest {
  private static final Threads ONE_LOOP = new Threads(1, 0, 0);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  /** Parameters of nearly 200 KiB, without their end. */
  private static byte[] longHead(int id) {
    Map<String, String> params = new LinkedHashMap<>(get("/long", NO_MORE));
    for (int i = 0; i < 5; i++) {
      params.put("HTTP_X" + i, "x".repeat(39_000));
    }
    return ScriptedPeer.join(
        ScriptedPeer.begin(id, Role.RESPONDER, true),
        ScriptedPeer.stream(RecordType.PARAMS, id, ScriptedPeer.pairs(params)));
  }

  @Test
  void parametersOfManyRequestsAtOnceShareAFewTimesTheRoomOfOne() throws IOException {
    Endpoint endpoint = fcgi.serve((request, response) -> answer(response, uri(request)));
    int most = 4 * PairLimits.DEFAULT.totalBytes() / longHead(1).length;
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int id = 1; id <= 100; id++) {
        peer.send(longHead(id));
      }
      for (int id = most + 1; id <= 100; id++) {
        assertEquals(431, peer.answer(id).status(), "request " + id);
      }
      for (int id = 1; id <= most; id++) {
        peer.send(
            ScriptedPeer.record(RecordType.PARAMS, id, NOTHING),
            ScriptedPeer.record(RecordType.STDIN, id, NOTHING));
        assertEquals("/long", peer.answer(id).body());
      }
    }
    assertEquals(100 - most, fcgi.server().monitor().counts().of(Counter.REQUESTS_REFUSED));
    assertEquals("[]", fcgi.events().violations.toString());
  }

  @Test
  void requestsThatAreBegunAndTakenBackTakeNoPlaceFromOthers() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/held")) {
                await(goOn);
              }
              answer(response, "served");
            },
            new Limits(10, 128, 3, 0, PairLimits.DEFAULT, 65_536, 0),
            ONE_LOOP);
    try (ScriptedPeer hostile = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      byte[] taken =
          ScriptedPeer.join(
              ScriptedPeer.head(1, true, get("/held", NO_MORE)),
              ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      int refused = 0;
      for (int i = 0; i < 1_000; i++) {
        hostile.send(taken);
        refused += hostile.answer(1).status() == 503 ? 1 : 0;
      }
      assertEquals(1_000, refused);
      // what the application does not end it goes on with, but never with more than may run
      assertTrue(fcgi.server().runningRequests() <= 3, fcgi.server().runningRequests() + " run");
      goOn.countDown();
      int status = 503;
      while (status == 503) { // until the application has noticed
        other.send(ScriptedPeer.request(1, true, get("/", NO_MORE), NOTHING));
        status = other.answer(1).status();
      }
      assertEquals(200, status);
    } finally {
      goOn.countDown();
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(10)));
  }

  @Test
  void deafPeersHoldUpNobodyElse() throws Exception {
    byte[] large = new byte[4_000_000];
    Arrays.fill(large, (byte) 'x');
    CountDownLatch began = new CountDownLatch(70);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/large")) {
                began.countDown();
                response.end(
                    ServedApplication.text("Status: 200 OK\r\n\r\n"), ByteBuffer.wrap(large));
              } else {
                answer(response, "served");
              }
            },
            Limits.DEFAULT,
            ONE_LOOP);
    ScriptedPeer[] deaf = new ScriptedPeer[70];
    try (ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < deaf.length; i++) {
        deaf[i] = ScriptedPeer.connect(endpoint);
        deaf[i].send(ScriptedPeer.request(1, true, get("/large", NO_MORE), NOTHING));
      }
      await(began);
      for (int i = 0; i < 100; i++) {
        other.send(ScriptedPeer.request(1, true, get("/", NO_MORE), NOTHING));
        assertEquals("served", other.answer(1).body());
      }
      while (fcgi.server().runningRequests() != 70) { // the last one is answered before it is over
        Thread.onSpinWait();
      }
    } finally {
      for (ScriptedPeer peer : deaf) {
        if (peer != null) {
          peer.close();
        }
      }
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(20)));
    assertEquals("[]", fcgi.events().faults.toString());
  }
}
