package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.head;
import static io.culvert.connector.ScriptedPeer.pairs;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that share a connection, one after the other or at once. Cases 16 to 25. */
@Timeout(60)
class IdsTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void recordsForAnIdThatNeverBeganAreSkipped() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          plain(RecordType.STDIN, 7, bytes("stray")),
          plain(RecordType.PARAMS, 7, pairs(get("/stray", NO_MORE))),
          plain(RecordType.PARAMS, 7, NOTHING),
          plain(RecordType.ABORT_REQUEST, 7, NOTHING),
          request(1, false, get("/", NO_MORE), bytes("body")));
      assertEquals("/:body", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
      assertEquals(1, fcgi.events().started.get());
    }
  }

  @Test
  void anIdThatBeginsTwiceClosesTheConnectionAndAbortsItsRequest() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch aborted = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, _) -> {
              request.onAbort(aborted::countDown);
              running.countDown();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      await(running);
      peer.send(begin(1, true));
      assertTrue(peer.isClosedByServer());
      await(aborted);
      assertEquals(1, fcgi.events().violations.size());
    }
  }

  @Test
  void aKeptConnectionServesAThousandRequestsWithTheSameId() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 1000; i++) {
        peer.send(request(1, true, get("/" + i, NO_MORE), bytes("b" + i)));
        assertEquals("/" + i + ":b" + i, peer.answer(1).body());
      }
    }
  }

  @Test
  void idsMayGrowAndNeverComeBack() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int id = 1; id <= 32_767; id += 2) {
        peer.send(request(id, true, get("/" + id, NO_MORE), NOTHING));
        assertEquals("/" + id + ":", peer.answer(id).body());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 32_768, 65_535})
  void anyIdIsAnsweredUnderItsOwnNumber(int id) throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(id, true, get("/", NO_MORE), bytes("b")));
      Record.Stdout stdout = assertInstanceOf(Record.Stdout.class, peer.next());
      assertEquals(id, stdout.id());
      peer.answer(id);
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
      int[] ids = {1, 3, 5};
      for (int id : ids) {
        peer.send(begin(id, true));
      }
      for (int id : ids) {
        peer.send(plain(RecordType.PARAMS, id, pairs(get("/", NO_MORE))));
      }
      for (int id : ids) {
        peer.send(plain(RecordType.PARAMS, id, NOTHING));
      }
      List<String> first = new ArrayList<>();
      tell(peer, 2, first);
      assertEquals(List.of("3:r3", "3 ends", "5:r5", "5 ends"), first);
      siblingsDone.countDown();
      List<String> last = new ArrayList<>();
      tell(peer, 1, last);
      assertEquals(List.of("1:r1", "1 ends"), last);
    }
  }

  /** Reads until so many requests have ended, and tells what came under which id. */
  private static void tell(ScriptedPeer peer, int ends, List<String> told) throws IOException {
    for (int ended = 0; ended < ends; ) {
      switch (peer.next()) {
        case Record.Stdout(int id, ByteBuffer content) when content.hasRemaining() ->
            told.add(id + ":" + ISO_8859_1.decode(content).toString().split("\r\n\r\n", 2)[1]);
        case Record.EndRequest(int id, int _, int _) -> {
          told.add(id + " ends");
          ended++;
        }
        default -> {}
      }
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
      peer.send(request(1, true, get("/", NO_MORE), new byte[10 * 1024 * 1024]));
      peer.send(request(3, true, get("/", NO_MORE), NOTHING));
      assertEquals("r3", peer.answer(3).body());
      siblingDone.countDown();
      assertEquals("r1", peer.answer(1).body());
    }
  }

  @Test
  void theLastRequestDecidesWhetherTheConnectionStaysOpen() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/a", NO_MORE), NOTHING));
      assertEquals("/a:", peer.answer(1).body());
      peer.send(request(1, false, get("/b", NO_MORE), NOTHING));
      assertEquals("/b:", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void aConnectionThatIsNotKeptClosesOnlyWhenAllItsRequestsHaveEnded() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.id() == 1) {
                await(goOn);
              }
              answer(response, "r" + request.id());
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)), plain(RecordType.STDIN, 1, NOTHING));
      peer.send(request(3, false, get("/", NO_MORE), NOTHING));
      assertEquals("r3", peer.answer(3).body());
      goOn.countDown();
      assertEquals("r1", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    }
  }
}
