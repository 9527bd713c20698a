package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.pairs;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.bytes;
import static io.culvert.connector.conformance.RawRecord.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records about the connection. Cases 34 to 39. */
@Timeout(60)
class ManagementTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  /** It holds all requests back until it has heard, and counts on nothing else coming first. */
  @Test
  void haproxysFirstQuestionIsAnsweredBeforeAnythingElse() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          HexFormat.of()
              .parseHex(
                  "0109000000200000"
                      + "0d00464347495f4d41585f52455153"
                      + "0f00464347495f4d5058535f434f4e4e53"));
      String reqs = Integer.toString(Limits.DEFAULT.requestsPerConnection());
      assertEquals(Map.of("FCGI_MAX_REQS", reqs, "FCGI_MPXS_CONNS", "1"), values(peer.next()));
    }
  }

  @Test
  void onlyWhatIsAskedForAndKnownIsTold() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ask("FCGI_MPXS_CONNS", "FCGI_NONSENSE", "fcgi_max_reqs"));
      assertEquals(Map.of("FCGI_MPXS_CONNS", "1"), values(peer.next()));
      peer.send(ask("FCGI_MAX_CONNS"));
      String conns = Integer.toString(Limits.DEFAULT.connections());
      assertEquals(Map.of("FCGI_MAX_CONNS", conns), values(peer.next()));
      peer.send(ask());
      assertEquals(Map.of(), values(peer.next()));
      // nothing follows an answer, not even an empty record
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      assertInstanceOf(Record.Stdout.class, peer.next());
    }
  }

  @Test
  void aQuestionIsAnsweredAtOnceBetweenRequestsAndWhileOneRuns() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              await(goOn);
              answer(response, "well");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(request(1, true, get("/", NO_MORE), NOTHING));
      peer.send(ask("FCGI_MPXS_CONNS"));
      assertEquals(Map.of("FCGI_MPXS_CONNS", "1"), values(peer.next()));
      goOn.countDown();
      assertEquals("well", peer.answer(1).body());
      peer.send(ask("FCGI_MPXS_CONNS"));
      assertEquals(Map.of("FCGI_MPXS_CONNS", "1"), values(peer.next()));
    }
  }

  @Test
  void everyTypeThatIsNotKnownIsToldSoAndSkipped() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int type = 12; type <= 255; type++) {
        peer.send(new RawRecord(type, 0, new byte[type * 3]).padded(type).bytes());
        Record.Unknown unknown = assertInstanceOf(Record.Unknown.class, peer.next());
        assertEquals(new Record.Unknown(0, RecordType.UNKNOWN_TYPE), unknown);
      }
      peer.send(request(1, true, get("/", NO_MORE), bytes("b")));
      assertEquals("/:b", peer.answer(1).body());
    }
  }

  @Test
  void theTypeThatIsNotKnownIsNamed() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(plain(200, 0, bytes("content")));
      assertEquals("010b000000080000c800000000000000", HexFormat.of().formatHex(peer.read(16)));
    }
  }

  @Test
  void whatIsItselfAnAnswerIsNotAnswered() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(plain(RecordType.UNKNOWN_TYPE, 0, new byte[8]));
      peer.send(plain(RecordType.GET_VALUES_RESULT, 0, NOTHING));
      peer.send(ask());
      assertEquals(Map.of(), values(peer.next()));
    }
  }

  @Test
  void aTypeThatIsNotKnownForARequestIsSkipped() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.head(1, true, get("/", NO_MORE)),
          plain(99, 1, bytes("content")),
          plain(RecordType.STDIN, 1, bytes("b")),
          plain(RecordType.STDIN, 1, NOTHING));
      assertEquals("/:b", peer.answer(1).body());
    }
  }

  private static byte[] ask(String... names) {
    Map<String, String> question = new LinkedHashMap<>();
    for (String name : names) {
      question.put(name, "");
    }
    return plain(RecordType.GET_VALUES, 0, pairs(question));
  }

  private static Map<String, String> values(Record record) {
    NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);
    decoder.append(assertInstanceOf(Record.GetValuesResult.class, record).content());
    return assertInstanceOf(NameValuePairs.class, decoder.end()).toMap();
  }
}
