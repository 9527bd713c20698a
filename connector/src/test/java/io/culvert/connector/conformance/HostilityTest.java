package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front ends that are out of step, greedy, or in the hands of somebody else. */
@Timeout(60)
class HostilityTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aFloodOfQuestionsIsAnsweredFromLittleMemory() throws IOException {
    int questions = 150_000;
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] flood = new byte[8 * questions];
    byte[] question = ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING);
    for (int i = 0; i < questions; i++) {
      System.arraycopy(question, 0, flood, 8 * i, 8);
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(flood);
      for (int i = 0; i < questions; i++) {
        assertInstanceOf(Record.GetValuesResult.class, peer.next());
      }
    }
    assertEquals("[]", fcgi.events().faults.toString());
  }

  @Test
  void whoAsksWithoutEverTakingAnAnswerIsSentAway() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] begins = new byte[16 * 1000];
    for (int i = 0; i < 1000; i++) {
      System.arraycopy(ScriptedPeer.begin(i + 1, Role.FILTER, true), 0, begins, 16 * i, 16);
    }
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      while (fcgi.events().violations.isEmpty()) {
        peer.send(begins);
      }
    } catch (IOException _) {
      // the server may close the connection between two sends
    }
    assertTrue(fcgi.events().violations.element().contains("does not take the answers"));
    assertEquals("[]", fcgi.events().faults.toString());
  }

  @Test
  void aRequestThatIsTakenBackBeforeItsTurnReachesNoApplication() throws IOException {
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> answer(response, "served"), Limits.DEFAULT, new Threads(1, 0, 0));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.head(1, true, get("/", NO_MORE)),
          ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      assertEquals(503, peer.answer(1).status());
      peer.send(ScriptedPeer.request(3, true, get("/", NO_MORE), NOTHING));
      assertEquals("served", peer.answer(3).body());
      assertEquals(1, fcgi.events().started.get());
    }
  }

  @Test
  void requestsOnAConnectionThatIsAboutToCloseAreRefusedAndNotIgnored() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              if (request.id() == 1) {
                await(goOn);
              }
              answer(response, "served");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, get("/", NO_MORE), NOTHING));
      peer.send(ScriptedPeer.request(2, false, get("/", NO_MORE), NOTHING));
      assertEquals("served", peer.answer(2).body());
      int status = 200;
      for (int id = 3; status == 200; id++) {
        peer.send(ScriptedPeer.request(id, true, get("/", NO_MORE), NOTHING));
        status = peer.answer(id).status();
      }
      assertEquals(503, status);
      goOn.countDown();
      assertEquals("served", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
    }
  }
}
