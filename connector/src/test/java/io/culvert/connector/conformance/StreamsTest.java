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
import static io.culvert.connector.ServedApplication.echo;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams that begin early, end twice or go on too long. Cases 26 to 33 and 80. */
@Timeout(60)
class StreamsTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void anEarlyAnswerIsReadableThoughALongBodyWasStillOnItsWay() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "early"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, false, get("/", NO_MORE), new byte[5 * 1024 * 1024]));
      assertEquals("early", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void emptyRecordsBetweenRequestsAreIgnored() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(plain(RecordType.STDIN, 1, NOTHING));
      for (int i = 0; i < 3; i++) {
        peer.send(request(1, true, get("/" + i, NO_MORE), bytes("b")));
        peer.send(plain(RecordType.STDIN, 1, NOTHING));
        assertEquals("/" + i + ":b", peer.answer(1).body());
      }
    }
  }

  @Test
  void aBodyBeforeTheEndOfTheParametersIsRefused() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          begin(1, true),
          plain(RecordType.PARAMS, 1, pairs(get("/", NO_MORE))),
          plain(RecordType.STDIN, 1, bytes("x")),
          plain(RecordType.PARAMS, 1, NOTHING),
          plain(RecordType.STDIN, 1, NOTHING));
      assertEquals(400, peer.answer(1).status());
      assertEquals(0, fcgi.events().started.get());
    }
  }

  @Test
  void parametersAfterTheirEndChangeNothingAndCloseTheConnection() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<String> after = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, _) -> {
              String before = new HashMap<>(request.params().toMap()).toString();
              request.onAbort(
                  () -> after.complete(before + new HashMap<>(request.params().toMap())));
              running.countDown();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      await(running);
      peer.send(plain(RecordType.PARAMS, 1, pairs(Map.of("HTTP_A", "b"))));
      assertTrue(peer.isClosedByServer());
      String params = new HashMap<>(get("/", NO_MORE)).toString();
      assertEquals(params + params, after.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aBodyEndsAtItsFirstEmptyRecord() throws IOException {
    CountDownLatch sent = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              await(sent);
              echo(request, response);
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), bytes("all")));
      peer.send(
          plain(RecordType.STDIN, 1, bytes(" and more")), plain(RecordType.STDIN, 1, NOTHING));
      peer.askAndHear();
      sent.countDown();
      assertEquals("/:all", peer.answer(1).body());
    }
  }

  @Test
  void aBodyThatGoesOnAfterTheEndOfItsRequestIsDrained() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (ServedApplication.uri(request).equals("/early")) {
                answer(response, "early");
              } else {
                echo(request, response);
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/early", NO_MORE)));
      assertEquals("early", peer.answer(1).body());
      peer.send(ScriptedPeer.stream(RecordType.STDIN, 1, new byte[3_000_000]));
      peer.send(plain(RecordType.STDIN, 1, NOTHING));
      peer.send(request(1, true, get("/next", NO_MORE), bytes("b")));
      assertEquals("/next:b", peer.answer(1).body());
    }
  }

  @Test
  void dataForAResponderIsIgnored() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          head(1, true, get("/", NO_MORE)),
          plain(RecordType.DATA, 1, bytes("data")),
          plain(RecordType.STDIN, 1, bytes("body")),
          plain(RecordType.DATA, 1, NOTHING),
          plain(RecordType.STDIN, 1, NOTHING));
      assertEquals("/:body", peer.answer(1).body());
    }
  }

  @Test
  void aPeerThatReadsNothingUntilItsBodyIsSentIsServed() throws IOException {
    int length = 20 * 1024 * 1024;
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              response.write(
                  ServedApplication.text("Status: 200 OK\r\n\r\n"), ByteBuffer.allocate(length));
              response.end(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, false, get("/", NO_MORE), new byte[length]));
      assertEquals(length, peer.answer(1).body().length());
    }
  }

  @Test
  void aBodyInCrumbsArrivesWhole() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            ServedApplication::echo,
            new Limits(10, 10, 10, 0, PairLimits.DEFAULT, 5000, 20_000),
            Threads.defaults());
    byte[] body = new byte[100_000];
    byte[] crumbs = new byte[9 * body.length];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) ('a' + i % 26);
      byte[] crumb = plain(RecordType.STDIN, 1, new byte[] {body[i]});
      System.arraycopy(crumb, 0, crumbs, 9 * i, 9);
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)), crumbs);
      peer.send(plain(RecordType.STDIN, 1, NOTHING));
      assertEquals("/:" + new String(body, ISO_8859_1), peer.answer(1).body());
    }
  }
}
