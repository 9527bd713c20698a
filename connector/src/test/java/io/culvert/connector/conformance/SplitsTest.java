package io.culvert.connector.conformance;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the network cuts what a front end sends, the answer is the same. Cases 1 to 5. */
@Timeout(120)
class SplitsTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();
  private Endpoint endpoint;

  @BeforeEach
  void serve() throws IOException {
    // one loop, so that it has read what came before when it answers on another connection
    endpoint = fcgi.serve(SplitsTest::tellAll, Limits.DEFAULT, new Threads(1, 0, 0));
  }

  /** Answers with everything that could have gone wrong on the way. */
  private static void tellAll(FcgiRequest request, ResponseStream response) throws IOException {
    response.write(text("Status: 200 OK\r\n\r\n"), text(request.role() + " "));
    response.write(text(""), text(new TreeMap<>(request.params().toMap()) + "\n"));
    ServedApplication.echo(request, response);
  }

  @ParameterizedTest
  @MethodSource("io.culvert.connector.conformance.GoldenInputs#all")
  void anInputIsAnsweredAsItsFrontEndWritesIt(GoldenInput input) throws IOException {
    String answer = answerTo(input, input.writes().toArray(byte[][]::new));
    assertEquals(answerTo(input, input.bytes()), answer);
    assertTrue(answer.contains("REQUEST_METHOD"), answer);
    assertTrue(answer.contains("<end of stream><end 0 0>"), answer);
    assertEquals("[]", fcgi.events().violations.toString());
  }

  @ParameterizedTest
  @MethodSource("io.culvert.connector.conformance.GoldenInputs#all")
  void anInputIsAnsweredAlikeByteByByte(GoldenInput input) throws IOException {
    byte[] bytes = input.bytes();
    byte[][] writes = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      writes[i] = new byte[] {bytes[i]};
    }
    assertEquals(answerTo(input, bytes), answerTo(input, writes));
  }

  @ParameterizedTest
  @MethodSource("io.culvert.connector.conformance.GoldenInputs#all")
  void anInputIsAnsweredAlikeWhereverItIsCut(GoldenInput input) throws IOException {
    byte[] bytes = input.bytes();
    String answer = answerTo(input, bytes);
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertEquals(answer, answerTo(input, Arrays.copyOf(bytes, cut), rest), "cut at " + cut);
    }
  }

  /** Sees to it that the server reads each write by itself. */
  private String answerTo(GoldenInput input, byte[]... writes) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint);
        ScriptedPeer other = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < writes.length; i++) {
        if (i > 0) {
          other.send(ScriptedPeer.record(RecordType.GET_VALUES, 0, NOTHING));
          assertInstanceOf(Record.GetValuesResult.class, other.next());
        }
        peer.send(writes[i]);
      }
      return Transcript.of(peer, input).toString();
    }
  }
}
