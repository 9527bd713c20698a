package io.culvert.connector.conformance;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.join;
import static io.culvert.connector.ScriptedPeer.pairs;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.echo;
import static io.culvert.connector.conformance.RawRecord.begin;
import static io.culvert.connector.conformance.RawRecord.plain;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.ServedApplication;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.EncodedPairs;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, their lengths and the pairs in them. Cases 1 and 6 to 15. */
@Timeout(60)
class FramingTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void aSmallRequestIsAnsweredInThreeRecordsAndTheConnectionIsClosed() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "hello"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(GoldenInputs.minimal().bytes());
      Record.Stdout stdout = assertInstanceOf(Record.Stdout.class, peer.next());
      assertEquals("Status: 200 OK\r\n\r\nhello", ISO_8859_1.decode(stdout.content()).toString());
      assertFalse(assertInstanceOf(Record.Stdout.class, peer.next()).content().hasRemaining());
      assertEquals(new Record.EndRequest(1, 0, 0), peer.next());
      assertTrue(peer.isClosedByServer());
    }
  }

  @Test
  void aRecordOfParametersMayBeFull() throws IOException {
    Endpoint endpoint = fcgi.serve(FramingTest::tellX);
    byte[] pairs = pairs(get("/", NO_MORE));
    int left = 65_535 - pairs.length - "HTTP_X".length() - 1 - 4;
    byte[] full = join(pairs, EncodedPairs.of("HTTP_X", "x".repeat(left)).bytes());
    assertEquals(65_535, full.length);
    assertEquals("x".repeat(left), answerTo(endpoint, plain(RecordType.PARAMS, 1, full)).body());
  }

  @Test
  void parametersMayFillSeveralRecordsUpToTheLimit() throws IOException {
    Endpoint endpoint = fcgi.serve(FramingTest::tellX);
    Map<String, String> more =
        Map.of(
            "HTTP_X", "x".repeat(50_000),
            "HTTP_Y", "y".repeat(50_000),
            "HTTP_Z", "z".repeat(50_000),
            "HTTP_W", "w".repeat(50_000));
    byte[] fits = ScriptedPeer.stream(RecordType.PARAMS, 1, pairs(get("/", more)));
    assertEquals("x".repeat(50_000), answerTo(endpoint, fits).body());
    byte[] tooMuch = join(fits, fits);
    assertEquals(431, answerTo(endpoint, tooMuch).status());
    assertEquals(1, fcgi.events().started.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {127, 128, 32_767, 32_768, 40_000, 65_535})
  void aValueIsAsLongAsItSays(int length) throws IOException {
    Endpoint endpoint = fcgi.serve(FramingTest::tellX);
    byte[] pairs = pairs(get("/", Map.of("HTTP_X", "v".repeat(length))));
    byte[] records = ScriptedPeer.stream(RecordType.PARAMS, 1, pairs);
    assertEquals("v".repeat(length), answerTo(endpoint, records).body());
  }

  @Test
  void aLongFormIsFineForAShortNameAndForNoValue() throws IOException {
    Endpoint endpoint = fcgi.serve((request, response) -> answer(response, "" + names(request)));
    byte[] pairs = join(pairs(get("/", NO_MORE)), new EncodedPairs().addLong("LNG", "").bytes());
    assertEquals(
        "[REQUEST_METHOD, REQUEST_URI, SERVER_PROTOCOL, HTTP_HOST, LNG]",
        answerTo(endpoint, plain(RecordType.PARAMS, 1, pairs)).body());
  }

  /** {@code NameValueDecoderTest} shows that nothing is allocated for such promises. */
  @Test
  void lengthsThatOverflowTogetherAreRefused() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] pairs = HexFormat.of().parseHex("ffffffffffffffff4141414141414141");
    assertEquals(431, answerTo(endpoint, plain(RecordType.PARAMS, 1, pairs)).status());
    assertEquals(0, fcgi.events().started.get());
  }

  @Test
  void parametersThatDoNotAddUpCloseTheConnectionBeforeAnythingElseIsBelieved() throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    byte[] pairs = pairs(get("/", NO_MORE));
    for (int missing = 1; missing < 3; missing++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(
            begin(1, true),
            plain(RecordType.PARAMS, 1, Arrays.copyOf(pairs, pairs.length - missing)),
            plain(RecordType.PARAMS, 1, NOTHING),
            ScriptedPeer.request(3, true, get("/smuggled", NO_MORE), NOTHING));
        assertEquals(400, peer.answer(1).status());
        assertTrue(peer.isClosedByServer());
      }
    }
    assertEquals(0, fcgi.events().started.get());
  }

  /** Another version, another protocol, and a record about no request where one is due. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001000100080000",
        "0201000100080000",
        "474554202f20485454502f312e310d0a",
        "01010000000800000001000000000000",
        "010100010007000000010000000000",
        "0101000100090000000100000000000000",
        "0104000000000000",
        "0105000000000000",
        "0102000000000000",
        "0108000000000000",
      })
  void bytesThatAreNotFastCgiCloseTheConnectionWithoutAnAnswer(String hex) throws IOException {
    Endpoint endpoint = fcgi.serve((_, response) -> answer(response, "never"));
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(HexFormat.of().parseHex(hex));
      assertThrows(IOException.class, peer::next, hex);
    }
    assertEquals(1, fcgi.events().violations.size());
  }

  @Test
  void anotherVersionInTheMiddleFailsTheReadOfARunningRequest() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Endpoint endpoint =
        fcgi.serve(
            (request, response) -> {
              running.countDown();
              failure.complete(assertThrows(IOException.class, () -> echo(request, response)));
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.head(1, true, get("/", NO_MORE)));
      ServedApplication.await(running);
      peer.send(HexFormat.of().parseHex("0205000100000000"));
      assertTrue(failure.get(10, TimeUnit.SECONDS).getMessage().contains("version"));
    }
  }

  @Test
  void theLongestRecordThereIsArrivesIntact() throws IOException {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    byte[] body = bytes(65_535);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(
          ScriptedPeer.head(1, true, get("/", NO_MORE)),
          new RawRecord(RecordType.STDIN, 1, body).padded(255).bytes(),
          plain(RecordType.STDIN, 1, NOTHING));
      assertEquals("/:" + new String(body, ISO_8859_1), peer.answer(1).body());
    }
  }

  @Test
  void aLongBodyComesBackWhole() throws Exception {
    Endpoint endpoint = fcgi.serve(ServedApplication::echo);
    byte[] body = bytes(20_000_000);
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      CompletableFuture<Void> sent =
          peer.sending(ScriptedPeer.request(1, true, get("/", NO_MORE), body));
      byte[] got = peer.answer(1).body().substring(2).getBytes(ISO_8859_1);
      sent.get(10, TimeUnit.SECONDS);
      assertArrayEquals(body, got);
    }
  }

  /** A request with these records of parameters, on a connection of its own. */
  private static Answer answerTo(Endpoint endpoint, byte[] records) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(begin(1, true), records, plain(RecordType.PARAMS, 1, NOTHING));
      peer.send(plain(RecordType.STDIN, 1, NOTHING));
      return peer.answer(1);
    }
  }

  private static void tellX(FcgiRequest request, ResponseStream response) throws IOException {
    ByteBuffer value = ServedApplication.text(request.params().toMap().get("HTTP_X"));
    response.end(ServedApplication.text("Status: 200 OK\r\n\r\n"), value);
  }

  private static Iterable<String> names(FcgiRequest request) {
    return request.params().toMap().keySet();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 13));
    }
    return bytes;
  }
}
