package io.culvert.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FcgiServerTest {
  private static final byte[] NOTHING = {};
  private static final Map<String, String> NO_MORE = Map.of();

  @TempDir Path folder;
  private FcgiServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Endpoint serve(Application application) throws IOException {
    Endpoint endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    server = FcgiServer.start(FcgiServerConfig.on(endpoint), application, ConnectionEvents.NONE);
    return endpoint;
  }

  private static void answer(ResponseStream response, String body) throws IOException {
    response.end(text("Status: 200 OK\r\n\r\n"), text(body));
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /** Answers with the value of {@code REQUEST_URI} and the body. */
  private static void echo(FcgiRequest request, ResponseStream response) throws IOException {
    response.write(
        text("Status: 200 OK\r\n\r\n"),
        text(request.params().toMap().getOrDefault("REQUEST_URI", "") + ":"));
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    while (true) {
      int count = request.body().read(buffer.clear());
      if (count < 0) {
        break;
      }
      if (count == 0) {
        request.body().awaitReadable();
      }
      response.write(ByteBuffer.allocate(0), buffer.flip());
    }
    response.end(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
  }

  @Test
  void aSmallRequestIsAnsweredInThreeRecordsAndTheConnectionIsClosed() throws IOException {
    Endpoint endpoint = serve((_, response) -> answer(response, "hello"));
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
    Endpoint endpoint = serve(FcgiServerTest::echo);
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
    Endpoint endpoint = serve(FcgiServerTest::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (byte b : ScriptedPeer.request(1, true, ScriptedPeer.get("/b", NO_MORE), bytes("x"))) {
        peer.send(new byte[] {b});
      }
      assertEquals("/b:x", peer.answer(1).body());
    }
  }

  @Test
  void aKeptConnectionServesAThousandRequestsWithTheSameId() throws IOException {
    Endpoint endpoint = serve(FcgiServerTest::echo);
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
    Endpoint endpoint = serve(FcgiServerTest::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int id = 1; id <= 65_535; id += 514) {
        peer.send(ScriptedPeer.request(id, true, ScriptedPeer.get("/" + id, NO_MORE), NOTHING));
        assertEquals("/" + id + ":", peer.answer(id).body());
      }
    }
  }

  @Test
  void aLongBodyComesBackWhole() throws Exception {
    Endpoint endpoint = serve(FcgiServerTest::echo);
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
        serve(
            (_, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), ByteBuffer.allocate(20_000_000));
              response.end(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.request(1, false, ScriptedPeer.get("/", NO_MORE), new byte[20_000_000]));
      assertEquals(20_000_000, peer.answer(1).body().length());
    }
  }

  @Test
  void aSlowRequestDoesNotHoldUpItsSiblingsOnTheConnection() throws Exception {
    CountDownLatch siblingsDone = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
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
        serve(
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
  void valuesAreToldWhenTheyAreAskedFor() throws IOException {
    Endpoint endpoint = serve((_, response) -> answer(response, ""));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.record(
              RecordType.GET_VALUES,
              0,
              ScriptedPeer.pairs(Map.of("FCGI_MPXS_CONNS", "", "FCGI_NONSENSE", ""))));
      Record.GetValuesResult result = assertInstanceOf(Record.GetValuesResult.class, peer.next());
      byte[] content = new byte[result.content().remaining()];
      result.content().get(content);
      assertArrayEquals(ScriptedPeer.pairs(Map.of("FCGI_MPXS_CONNS", "1")), content);
    }
  }

  @Test
  void anAbortInMidBodyFailsTheReadAndFreesTheId() throws Exception {
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Endpoint endpoint =
        serve(
            (request, response) -> {
              if (request.params().toMap().get("REQUEST_URI").equals("/second")) {
                answer(response, "second");
                return;
              }
              try {
                while (request.body().read(ByteBuffer.allocate(100)) >= 0) {
                  request.body().awaitReadable();
                }
              } catch (IOException e) {
                failure.complete(e);
                answer(response, "late");
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.stream(
              RecordType.PARAMS, 1, ScriptedPeer.pairs(ScriptedPeer.get("/", NO_MORE))),
          ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.record(RecordType.STDIN, 1, bytes("part")),
          ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/second", NO_MORE), NOTHING));
      assertEquals("second", peer.answer(1).body());
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("abort"));
    }
  }

  @Test
  void anAbortAfterTheBodyLetsTheAnswerCome() throws IOException {
    CountDownLatch aborted = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
            (_, response) -> {
              await(aborted);
              answer(response, "all the same");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      peer.send(
          ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING),
          ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING));
      assertInstanceOf(Record.GetValuesResult.class, peer.next());
      aborted.countDown();
      assertEquals("all the same", peer.answer(1).body());
    }
  }

  @Test
  void anEndOfInputInMidBodyIsAnErrorAndNotAShortBody() throws Exception {
    CompletableFuture<Exception> failure = new CompletableFuture<>();
    Endpoint endpoint =
        serve(
            (request, response) -> {
              failure.complete(assertThrows(IOException.class, () -> echo(request, response)));
              response.truncate();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.begin(1, Role.RESPONDER, true),
          ScriptedPeer.stream(
              RecordType.PARAMS, 1, ScriptedPeer.pairs(ScriptedPeer.get("/", NO_MORE))),
          ScriptedPeer.record(RecordType.PARAMS, 1, NOTHING),
          ScriptedPeer.record(RecordType.STDIN, 1, bytes("part")));
      peer.shutdownOutput();
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("mid body"));
    }
  }

  @Test
  void halfCloseAfterTheBodyStillGetsTheWholeResponse() throws IOException {
    Endpoint endpoint = serve((_, response) -> answer(response, "x".repeat(1_000_000)));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      peer.shutdownOutput();
      assertEquals(1_000_000, peer.answer(1).body().length());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void whatIsThrownBeforeTheResponseBecomesA500() throws IOException {
    Endpoint endpoint =
        serve(
            (_, _) -> {
              throw new IllegalStateException("thrown by the test");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals(500, peer.answer(1).status());
    }
  }

  @Test
  void aResponseThatBreaksOffIsPoisonedSoThatNobodyTakesItForWhole() throws IOException {
    Endpoint endpoint =
        serve(
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

  @Test
  void otherRolesAreRefusedWithAStatusThatNoFrontEndTakesForConsent() throws IOException {
    Endpoint endpoint = serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.begin(1, Role.AUTHORIZER, true));
      ScriptedPeer.Answer authorizer = peer.answer(1);
      assertEquals(403, authorizer.status());
      assertEquals(3, authorizer.protocolStatus());
      peer.send(ScriptedPeer.begin(1, Role.FILTER, true));
      assertEquals(501, peer.answer(1).status());
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("never", peer.answer(1).body());
    }
  }

  @Test
  void bytesThatAreNotFastCgiCloseTheConnectionWithoutAnAnswer() throws IOException {
    Endpoint endpoint = serve((_, response) -> answer(response, "never"));
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

  @Test
  void drainingAnswersWhatRunsAndThenCloses() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
            (_, response) -> {
              started.countDown();
              await(goOn);
              answer(response, "in time");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      started.await();
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(30)));
      while (folder.resolve("s").toFile().exists()) {
        Thread.onSpinWait();
      }
      assertThrows(IOException.class, () -> ScriptedPeer.connect(endpoint));
      goOn.countDown();
      assertEquals("in time", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
      peer.shutdownOutput();
      assertTrue(drained.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void requestsThatBlockAlwaysSometimesOrOnceAreAllAnswered() throws Exception {
    AtomicInteger count = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
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

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
