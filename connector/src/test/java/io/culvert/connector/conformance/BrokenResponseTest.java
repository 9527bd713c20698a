package io.culvert.connector.conformance;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class BrokenResponseTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void whatIsThrownBeforeTheResponseBecomesA500() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, _) -> {
              throw new IllegalStateException("thrown by the test");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals(500, peer.answer(1).status());
    }
  }

  @Test
  void aBrokenResponseIsPoisonedThoughTheConnectionIsNotKept() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
              throw new IllegalStateException("thrown by the test");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, false, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertInstanceOf(Record.Stdout.class, peer.next());
      assertTrue(assertThrows(IOException.class, peer::next).getMessage().contains("version is 0"));
    }
  }

  @Test
  void aBrokenResponseAmongOthersEndsAsFailedAndTheOthersGoOn() throws IOException {
    CountDownLatch broken = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.id() == 1) {
                await(broken);
                answer(response, "whole");
              } else {
                response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
                throw new IllegalStateException("thrown by the test");
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING),
          ScriptedPeer.request(3, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals(1, peer.answer(3).appStatus());
      broken.countDown();
      assertEquals("whole", peer.answer(1).body());
    }
  }

  @Test
  void aResponseThatBreaksOffIsPoisonedSoThatNobodyTakesItForWhole() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
              throw new IllegalStateException("thrown by the test");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertInstanceOf(Record.Stdout.class, peer.next());
      assertTrue(assertThrows(IOException.class, peer::next).getMessage().contains("version is 0"));
    }
  }
}
