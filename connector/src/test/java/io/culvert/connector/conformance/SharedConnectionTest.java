package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.text;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large responses, alone and side by side. Case 68, and what multiplexing promises. */
@Timeout(120)
class SharedConnectionTest {
  private static final long MIB = 1024 * 1024;

  /** What the server keeps for a front end that does not read, and the kernel besides. */
  private static final long KEPT = 2 * MIB;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aGibibyteIsNeverMuchAheadOfItsReader() throws IOException {
    AtomicLong written = new AtomicLong();
    Endpoint endpoint = fcgi.serve((_, response) -> send(response, 1024 * MIB, written));
    long read = 0;
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, false, get("/", NO_MORE), NOTHING));
      while (peer.next() instanceof Record.Stdout(int _, ByteBuffer content)) {
        read += content.remaining();
        assertTrue(written.get() - read < KEPT, () -> "far ahead: " + written);
      }
    }
    assertEquals(1024 * MIB + "Status: 200 OK\r\n\r\n".length(), read);
  }

  @Test
  void aSmallResponseComesThroughBetweenTheRecordsOfALargeOne() throws IOException {
    AtomicLong written = new AtomicLong();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (uri(request).equals("/large")) {
                send(response, 256 * MIB, written);
              } else {
                answer(response, "small");
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/large", NO_MORE), NOTHING));
      peer.next();
      for (int id = 3; id < 30; id += 2) {
        peer.send(request(id, true, get("/small", NO_MORE), NOTHING));
        assertEquals("small", peer.answer(id).body());
      }
      assertTrue(written.get() < 256 * MIB, "the large one had ended before");
    }
  }

  @Test
  void largeResponsesOnOneConnectionGetOnTogether() throws IOException {
    AtomicLong written = new AtomicLong();
    Endpoint endpoint = fcgi.serve((_, response) -> send(response, 64 * MIB, written));
    Map<Integer, Long> read = new HashMap<>();
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      int[] ids = {1, 3, 5};
      for (int id : ids) {
        peer.send(request(id, true, get("/", NO_MORE), NOTHING));
      }
      while (peer.next() instanceof Record.Stdout(int id, ByteBuffer content)) {
        read.merge(id, (long) content.remaining(), Long::sum);
      }
      // at the end of the first the others are well on their way
      for (int id : ids) {
        assertTrue(read.getOrDefault(id, 0L) > 8 * MIB, () -> "held up: " + read);
      }
    }
  }

  private static void send(ResponseStream response, long length, AtomicLong written)
      throws IOException {
    response.write(text("Status: 200 OK\r\n\r\n"), text(""));
    byte[] piece = new byte[64 * 1024];
    for (long sent = 0; sent < length; sent += piece.length) {
      response.write(text(""), ByteBuffer.wrap(piece));
      written.addAndGet(piece.length);
    }
    response.end(text(""), text(""));
  }
}
