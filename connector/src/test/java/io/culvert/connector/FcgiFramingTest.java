package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FcgiFramingTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aSmallRequestIsAnsweredInThreeRecordsAndTheConnectionIsClosed() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "hello"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, false, ScriptedPeer.get("/", NO_MORE), NOTHING));
      Record.Stdout stdout = assertInstanceOf(Record.Stdout.class, peer.next());
      assertEquals("Status: 200 OK\r\n\r\nhello", ISO_8859_1.decode(stdout.content()).toString());
      assertFalse(assertInstanceOf(Record.Stdout.class, peer.next()).content().hasRemaining());
      assertEquals(new Record.EndRequest(1, 0, 0), peer.next());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void everySplitOfARequestIntoTwoWritesGivesTheSameAnswer() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    byte[] request =
        ScriptedPeer.request(
            1, true, ScriptedPeer.get("/a", Map.of("HTTP_X", "y".repeat(200))), bytes("body"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int split = 1; split < request.length; split++) {
        peer.send(Arrays.copyOf(request, split));
        peer.send(Arrays.copyOfRange(request, split, request.length));
        assertEquals("/a:body", peer.answer(1).body(), "split at " + split);
      }
    }
  }

  @Test
  void aRequestThatArrivesByteByByteGivesTheSameAnswer() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (byte b : ScriptedPeer.request(1, true, ScriptedPeer.get("/b", NO_MORE), bytes("x"))) {
        peer.send(new byte[] {b});
      }
      assertEquals("/b:x", peer.answer(1).body());
    }
  }

  @Test
  void aLongBodyComesBackWhole() throws Exception {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    byte[] body = new byte[20_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 + (i >> 13));
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      peer.send(
                          ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), body));
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      byte[] got = peer.answer(1).body().substring(2).getBytes(ISO_8859_1);
      sender.join();
      assertArrayEquals(body, got);
    }
  }

  @Test
  void aPeerThatReadsNothingUntilItsBodyIsSentIsServed() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), ByteBuffer.allocate(20_000_000));
              response.end(text(""), text(""));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.request(1, false, ScriptedPeer.get("/", NO_MORE), new byte[20_000_000]));
      assertEquals(20_000_000, peer.answer(1).body().length());
    }
  }

  @Test
  void bytesThatAreNotFastCgiCloseTheConnectionWithoutAnAnswer() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    for (String bytes :
        new String[] {
          "0001000100080000",
          "0201000100080000",
          "474554202f20485454502f312e310d0a",
          "01010000000800000001000000000000",
          "010100010007000000010000000000",
        }) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(HexFormat.of().parseHex(bytes));
        assertThrows(IOException.class, peer::next, bytes);
      }
    }
  }
}
