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
import static io.culvert.connector.ServedApplication.uri;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front ends that hang up. Cases 45 to 49. */
@Timeout(60)
class EndOfInputTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void anEndOfInputBeforeTheEndOfTheParametersIsNoRequestAndNoViolation() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] begun = ScriptedPeer.join(begin(1, true), plain(4, 1, pairs(get("/", NO_MORE))));
    for (int length = 1; length <= begun.length; length++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(Arrays.copyOf(begun, length));
        peer.shutdownOutput();
        assertTrue(peer.isClosedByServer());
      }
    }
    assertEquals(0, fcgi.events().started.get());
    assertEquals("[]", fcgi.events().violations.toString());
    assertEquals("[]", fcgi.events().faults.toString());
  }

  @Test
  void anEndOfInputInMidBodyIsAnErrorAndNotAShortBody() throws Exception {
    CompletableFuture<Exception> failure = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              failure.complete(assertThrows(IOException.class, () -> echo(request, response)));
              response.truncate();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(head(1, true, get("/", NO_MORE)), plain(RecordType.STDIN, 1, bytes("part")));
      peer.shutdownOutput();
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("mid body"));
    }
  }

  @Test
  void halfCloseAfterTheBodyStillGetsTheWholeResponse() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "x".repeat(1_000_000)));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      peer.shutdownOutput();
      assertEquals(1_000_000, peer.answer(1).body().length());
      assertTrue(peer.isClosedByServer());
    }
  }

  /** Both look alike at first; what tells them apart is that the other direction is closed, too. */
  @Test
  void aFrontEndThatHasGoneIsToldFromOneThatHasSaidItsLastWord() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    BlockingQueue<String> gone = new LinkedBlockingQueue<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              request.onAbort(() -> gone.add(uri(request)));
              await(goOn);
              answer(response, "x".repeat(500_000));
            },
            Limits.DEFAULT,
            new Threads(1, 0, 0));
    try (ScriptedPeer patient = ScriptedPeer.connect(endpoint)) {
      patient.send(request(1, true, get("/patient", NO_MORE), NOTHING));
      patient.shutdownOutput();
      for (String uri : new String[] {"/first", "/second"}) { // the loop comes round twice
        try (ScriptedPeer hasty = ScriptedPeer.connect(endpoint)) {
          hasty.send(request(1, true, get(uri, NO_MORE), NOTHING));
        }
        assertEquals(uri, gone.poll(30, TimeUnit.SECONDS));
      }
      goOn.countDown();
      assertEquals(500_000, patient.answer(1).body().length());
    }
    assertEquals(0, gone.size());
  }

  @Test
  void tenThousandProbesLeaveNothingBehind() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    for (int i = 0; i < 10_000; i++) {
      ScriptedPeer.connect(endpoint).close();
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(30)));
    assertEquals(10_000, fcgi.events().opened.get());
    assertEquals(10_000, fcgi.events().closed.get());
    assertEquals(0, fcgi.server().openConnections());
    assertEquals("[]", fcgi.events().violations.toString());
    assertEquals("[]", fcgi.events().faults.toString());
  }

  /** As nginx does, which asks for no more than the end of the stream. */
  @Test
  void aFrontEndThatHangsUpAtTheEndOfTheResponseHasBeenServed() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "well"));
    for (int i = 0; i < 100; i++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(request(1, false, get("/", NO_MORE), NOTHING));
        assertTrue(assertInstanceOf(Record.Stdout.class, peer.next()).content().hasRemaining());
        assertFalse(assertInstanceOf(Record.Stdout.class, peer.next()).content().hasRemaining());
      }
    }
    assertTrue(fcgi.server().drain(Duration.ofSeconds(30)));
    assertEquals(100, fcgi.events().ended.get());
    assertEquals(0, fcgi.events().aborted.get());
    assertEquals("[]", fcgi.events().faults.toString());
  }
}
