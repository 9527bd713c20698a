package io.culvert.sample.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartStreamTest {
  private static final Boundary BOUNDARY = new Boundary("b");

  /** A part as the test sees it. */
  private record Seen(PartHeader header, String body) {}

  /** Gives at most so many bytes at a time, as a network does. */
  private static InputStream inPieces(String text, int size) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, size));
      }
    };
  }

  private static List<Seen> read(String text, int pieces) throws IOException {
    MultipartStream stream = new MultipartStream(inPieces(text, pieces), BOUNDARY);
    List<Seen> seen = new ArrayList<>();
    for (Optional<PartHeader> next = stream.nextPart();
        next.isPresent();
        next = stream.nextPart()) {
      String body = new String(stream.body().readAllBytes(), StandardCharsets.ISO_8859_1);
      seen.add(new Seen(next.get(), body));
    }
    return seen;
  }

  private static String part(String header, String body) {
    return "--b\r\n" + header + "\r\n\r\n" + body + "\r\n";
  }

  private static String field(String name, String body) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", body);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 64, 10_000})
  void partsAreFoundHoweverTheBytesArrive(int pieces) throws IOException {
    String tricky = "\r\n--a\r\n\r\n-\r\n--\r\n--\r\r\n";
    String text = field("one", "1") + field("empty", "") + field("tricky", tricky) + "--b--\r\n";
    assertEquals(
        List.of(
            new Seen(new PartHeader("one", "", ""), "1"),
            new Seen(new PartHeader("empty", "", ""), ""),
            new Seen(new PartHeader("tricky", "", ""), tricky)),
        read(text, pieces));
  }

  @ParameterizedTest
  @ValueSource(ints = {16_370, 16_380, 16_383, 16_384, 16_385, 100_000})
  void partLongerThanTheWindowIsWhole(int length) throws IOException {
    String body = "x\r\n-".repeat(length / 4);
    assertEquals(body, read(field("big", body) + "--b--", 4_000).getFirst().body());
  }

  @Test
  void preambleAndEpilogueAreIgnored() throws IOException {
    List<Seen> seen = read("hello\r\n" + field("one", "1") + "--b--\r\ngoodbye", 100);
    assertEquals(List.of("1"), seen.stream().map(Seen::body).toList());
  }

  @Test
  void bodyThatIsNotReadIsSkipped() throws IOException {
    MultipartStream stream =
        new MultipartStream(
            inPieces(field("a", "1".repeat(50_000)) + field("b", "2") + "--b--", 999), BOUNDARY);
    assertEquals("a", stream.nextPart().orElseThrow().name());
    assertEquals("b", stream.nextPart().orElseThrow().name());
    assertTrue(stream.nextPart().isEmpty());
  }

  @Test
  void fileIsDescribedAsTheClientDescribedIt() throws IOException {
    String header =
        "content-disposition: form-data; name=\"f\"; filename=\"a\\\"b%22c.txt\"\r\nContent-Type:  text/plain";
    assertEquals(
        new PartHeader("f", "a\"b\"c.txt", "text/plain"),
        read(part(header, "x") + "--b--", 100).getFirst().header());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b",
        "--b\r\n",
        "--b\r\nA: b\r\n\r\n",
        "--b\r\nA: b\r\n\r\nbody\r\n--b",
        "nothing"
      })
  void bodyThatBreaksOffIsRefused(String text) {
    assertThrows(MalformedMultipartException.class, () -> read(text, 100));
  }

  @Test
  void endlessHeaderIsRefused() {
    String text = "--b\r\nX: " + "y".repeat(1_000_000);
    assertThrows(MalformedMultipartException.class, () -> read(text, 4_096));
  }

  @Test
  void tooManyPartsAreRefused() {
    String text = field("n", "").repeat(101) + "--b--";
    assertThrows(MalformedMultipartException.class, () -> read(text, 4_096));
  }

  @Test
  void aHundredPartsAreNotTooMany() throws IOException {
    assertEquals(100, read(field("n", "").repeat(100) + "--b--", 4_096).size());
  }
}
