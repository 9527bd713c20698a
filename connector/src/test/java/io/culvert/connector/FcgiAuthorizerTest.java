package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.as;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an Authorizer's front end gets to see of an answer (FastCGI Specification 1.0 §6.3). No
 * request here has a {@code STDIN}, as with httpd.
 */
@Timeout(60)
class FcgiAuthorizerTest {
  private static final String ALLOWED = "Status: 200 OK\r\nVariable-USER: ann\r\n\r\n";

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private Endpoint serve(Application application) throws IOException {
    return fcgi.serve(as(Set.of(Role.AUTHORIZER), application));
  }

  private static byte[] question(int id) {
    return ScriptedPeer.head(id, Role.AUTHORIZER, true, ScriptedPeer.get("/secret", NO_MORE));
  }

  private Answer answer(Application application) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(serve(application))) {
      peer.send(question(1));
      return peer.answer(1);
    }
  }

  @Test
  void whatIsConfirmedIsAllowedAndHasNoContent() throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.permit();
              response.end(text(ALLOWED), text("content"));
            });
    assertEquals(new Answer(ALLOWED, 0, 0), answer);
  }

  @Test
  void theConfirmationMayComeAfterTheAnswerFromAnotherThread() throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
            (_, response) -> {
              Thread.ofVirtual()
                  .start(
                      () -> {
                        ServedApplication.await(answered);
                        assertTrue(!response.isCommitted() && !response.isEnded());
                        permit(response);
                      });
              response.write(text("Status: 200 OK\r\n"), text(""));
              response.end(text("Variable-USER: ann\r\n\r\n"), text(""));
              answered.countDown();
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(question(1));
      assertEquals(ALLOWED, peer.answer(1).stdout());
    }
  }

  private static void permit(ResponseStream response) {
    try {
      response.permit();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatFailsAfterTheHeadAllowsNothing() throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.permit();
              response.write(text(ALLOWED), text("content"));
              throw new IllegalStateException("thrown by the test");
            });
    assertEquals(500, answer.status());
  }

  @Test
  void whatIsTakenBackAllowsNothing() throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.end(text(ALLOWED), text(""));
              response.deny();
            });
    assertEquals(403, answer.status());
  }

  @Test
  void nothingLeavesAtFirstThatCouldBeTakenForAPermission() throws IOException {
    CountDownLatch written = new CountDownLatch(1);
    Endpoint endpoint =
        serve(
            (request, response) -> {
              if (request.id() == 3) {
                ServedApplication.await(written);
                response.end(text("Status: 404 Not Found\r\n\r\n"), text("no such thing"));
              } else {
                response.write(text(ALLOWED), text("content"));
                assertEquals(7, response.tryWrite(text(""), text("content")));
                written.countDown();
              }
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(question(1), question(3));
      assertEquals(3, assertInstanceOf(Record.Stdout.class, peer.next()).id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Status: 204 No Content\r\n\r\n",
        "Status: 206 Partial Content\r\n\r\n",
        "Status: 100 Continue\r\n\r\n",
        "Status: 2000\r\n\r\n",
        "Status: 20",
        "status: 200 OK\r\n\r\n",
        "Content-Type: text/plain\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void onlyAnExplicit200CouldAllow(String head) throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.permit();
              response.end(text(head), text("content"));
            });
    assertEquals(403, answer.status());
  }

  @Test
  void aHeadAmongTheContentIsNoHead() throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.permit();
              response.end(text(""), text(ALLOWED));
            });
    assertEquals(403, answer.status());
  }

  @Test
  void anEndWithoutAnAnswerAllowsNothing() throws IOException {
    Answer answer =
        answer(
            (_, response) -> {
              response.permit();
              response.end(text(""), text(""));
            });
    assertEquals(500, answer.status());
  }

  @Test
  void aDenialReachesTheClientWhole() throws IOException {
    String page = "no".repeat(100_000);
    Answer answer =
        answer(
            (_, response) -> {
              response.write(text("Status: 401 Unauthorized\r\n"), text(""));
              response.write(text("WWW-Authenticate: Basic\r\n\r\n"), text(page));
              response.end(text(""), text(""));
            });
    assertEquals(
        "Status: 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n" + page, answer.stdout());
  }

  @Test
  void theBodyIsCompleteFromTheStartSoThatNobodyWaitsForIt() throws IOException {
    Answer answer =
        answer(
            (request, response) -> {
              boolean atEnd = request.body().read(ByteBuffer.allocate(1)) < 0;
              response.end(text("Status: 40" + (atEnd ? 3 : 4) + " \r\n\r\n"), text(""));
            });
    assertEquals(403, answer.status());
  }

  @Test
  void aStdinThatComesNeverthelessIsSkipped() throws IOException {
    Endpoint endpoint =
        serve(
            (_, response) -> {
              response.permit();
              response.end(text(ALLOWED), text(""));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int id = 1; id <= 2; id++) {
        peer.send(
            question(id),
            ScriptedPeer.stream(RecordType.STDIN, id, new byte[1000]),
            ScriptedPeer.record(RecordType.STDIN, id, new byte[0]));
        assertEquals(200, peer.answer(id).status());
      }
    }
  }

  @Test
  void nobodyIsAskedWhoDoesNotPlayTheRole() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> ServedApplication.answer(response, "asked"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(question(1));
      Answer answer = peer.answer(1);
      assertEquals(Map.entry(403, 3), Map.entry(answer.status(), answer.protocolStatus()));
    }
    assertEquals(0, fcgi.events().started.get());
  }
}
