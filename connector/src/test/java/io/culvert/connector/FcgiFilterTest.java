package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.as;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.RequestBody;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with two streams (FastCGI Specification 1.0 §6.4), which no common front end sends. */
@Timeout(60)
class FcgiFilterTest {
  private static final Limits SMALL = new Limits(10, 10, 10, 0, PairLimits.DEFAULT, 5000, 20_000);

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private Endpoint serve(Application application) throws IOException {
    return fcgi.serve(
        as(EnumSet.of(Role.RESPONDER, Role.FILTER), application), SMALL, Threads.defaults());
  }

  private static byte[] head(int id) {
    return ScriptedPeer.head(id, Role.FILTER, true, ScriptedPeer.get("/f", NO_MORE));
  }

  private static byte[] stdin(int id, byte[] content) {
    return ScriptedPeer.stream(RecordType.STDIN, id, content);
  }

  private static byte[] data(int id, byte[] content) {
    return ScriptedPeer.stream(RecordType.DATA, id, content);
  }

  private static byte[] end(int type, int id) {
    return ScriptedPeer.record(type, id, NOTHING);
  }

  /** Answers with the lengths of body and file, and the file. */
  private static void filter(FcgiRequest request, ResponseStream response) throws IOException {
    response.write(text("Status: 200 OK\r\n\r\n"), text(length(request.body()) + ":"));
    copy(request.data(), response);
    response.end(text(""), text(""));
  }

  private static long length(RequestBody body) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    long length = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer.clear())) {
      length += count;
      if (count == 0) {
        body.awaitReadable();
      }
    }
    return length;
  }

  private static void copy(RequestBody from, ResponseStream to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer.clear())) {
      if (count == 0) {
        from.awaitReadable();
      }
      to.write(text(""), buffer.flip());
    }
  }

  @Test
  void bodyAndFileArriveOneAfterTheOther() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::filter))) {
      for (int id = 1; id <= 3; id++) {
        peer.send(
            head(id),
            stdin(id, new byte[7]),
            end(RecordType.STDIN, id),
            data(id, bytes("the file")),
            end(RecordType.DATA, id));
        assertEquals("7:the file", peer.answer(id).body());
      }
    }
  }

  @Test
  void aFileOfAnyLengthArrivesWholeThoughLittleOfItIsKept() throws IOException {
    String file = "0123456789".repeat(30_000);
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::filter))) {
      peer.send(head(1), end(RecordType.STDIN, 1), data(1, bytes(file)), end(RecordType.DATA, 1));
      assertEquals("0:" + file, peer.answer(1).body());
    }
  }

  @Test
  void theApplicationIsNotCalledBeforeTheBodyIsComplete() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::answerWithId))) {
      peer.send(
          head(1),
          stdin(1, new byte[15_000]),
          ScriptedPeer.request(2, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("2", peer.answer(2).body());
      assertEquals(1, fcgi.events().started.get());
      peer.send(end(RecordType.STDIN, 1));
      assertEquals("1", peer.answer(1).body());
    }
  }

  private static void answerWithId(FcgiRequest request, ResponseStream response)
      throws IOException {
    ServedApplication.answer(response, Integer.toString(request.id()));
  }

  @Test
  void aBodyThatHasNoRoomIsRefused() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::filter))) {
      peer.send(head(1), stdin(1, new byte[200_000]), end(RecordType.STDIN, 1));
      assertEquals(413, peer.answer(1).status());
      assertEquals(0, fcgi.events().started.get());
    }
  }

  @Test
  void dataBeforeTheEndOfTheBodyIsRefused() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::filter))) {
      peer.send(head(1), data(1, bytes("early")));
      assertEquals(400, peer.answer(1).status());
    }
  }

  @Test
  void aFileThatBreaksOffFailsItsReader() throws Exception {
    CompletableFuture<String> failure = new CompletableFuture<>();
    Endpoint endpoint =
        serve(
            (request, _) -> {
              try {
                length(request.data());
                failure.complete("none");
              } catch (IOException e) {
                failure.complete(e.getMessage());
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1), end(RecordType.STDIN, 1), data(1, bytes("half")));
      peer.shutdownOutput();
      assertEquals("the front end closed the connection in mid body", failure.get());
    }
  }

  @Test
  void aBodyThatBreaksOffReachesNoApplication() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::filter))) {
      peer.send(head(1), stdin(1, bytes("half")));
      peer.shutdownOutput();
      assertTrue(peer.isClosedByServer());
      assertEquals(0, fcgi.events().started.get());
    }
  }

  @Test
  void aRequestThatIsTakenBackWhileItsFileComesIsAnsweredOnce() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve((_, _) -> {}))) {
      peer.send(head(1), end(RecordType.STDIN, 1), data(1, bytes("half")));
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      peer.send(ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING));
      assertInstanceOf(io.culvert.connector.wire.Record.GetValuesResult.class, peer.next());
    }
  }

  @Test
  void aFileThatNobodyReadsHoldsNobodyUp() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(FcgiFilterTest::answerWithId))) {
      peer.send(head(1), end(RecordType.STDIN, 1), data(1, new byte[200_000]));
      assertEquals("1", peer.answer(1).body());
      peer.send(
          end(RecordType.DATA, 1),
          ScriptedPeer.request(2, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("2", peer.answer(2).body());
    }
  }

  @Test
  void rolesThatNobodyPlaysAreRefusedWithAStatus() throws IOException {
    Endpoint endpoint = fcgi.serve(FcgiFilterTest::answerWithId);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      byte[] unknown = ScriptedPeer.begin(2, Role.FILTER, true);
      unknown[9] = 99;
      peer.send(head(1), end(RecordType.STDIN, 1), data(1, bytes("file")), unknown);
      for (int id = 1; id <= 2; id++) {
        Answer answer = peer.answer(id);
        assertEquals(501, answer.status());
        assertEquals(3, answer.protocolStatus());
      }
      assertEquals(0, fcgi.events().started.get());
    }
  }
}
