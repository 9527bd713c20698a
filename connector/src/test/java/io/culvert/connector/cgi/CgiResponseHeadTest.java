package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgiResponseHeadTest {

  @Test
  void theStatusComesFirstThenTheFieldsInOrderThenABlankLine() {
    assertEquals(
        "Status: 200 OK\r\nB: 1\r\nA: 2\r\nB: 3\r\n\r\n",
        written(
            200,
            head -> {
              head.header("B", "1");
              head.header("A", "2");
              head.header("B", "3");
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100 Continue",
    "404, 404 Not Found",
    "413, 413 Content Too Large",
    "431, 431 Request Header Fields Too Large",
    "299, 299 Unassigned",
    "599, 599 Unassigned",
    "99, 500 Internal Server Error",
    "600, 500 Internal Server Error",
    "-1, 500 Internal Server Error",
    "0, 500 Internal Server Error",
  })
  void everyStatusHasThreeDigitsAndAReason(int status, String line) {
    assertEquals("Status: " + line + "\r\n\r\n", written(status, head -> {}));
  }

  @ParameterizedTest
  @CsvSource({
    "200, 'All right', 200 All right",
    "200, '', 200 OK",
    "200, 'a\r\nX: y', '200 a  X: y'",
    "999, All right, 500 Internal Server Error",
  })
  void anApplicationMayChooseAReasonButNotALineBreak(int status, String reason, String line) {
    ByteBuffer target = ByteBuffer.allocate(200);
    assertTrue(CgiResponseHead.begin(target, status, reason).end());
    assertEquals("Status: " + line + "\r\n\r\n", text(target.flip()));
  }

  @ParameterizedTest
  @CsvSource({
    "'a\rb', 'a b'",
    "'a\nb', 'a b'",
    "'a\r\nSet-Cookie: x', 'a  Set-Cookie: x'",
    "'\n', ' '",
    "'', ''",
    "ä, ä",
    "'a\tb', 'a\tb'",
  })
  void aValueCannotEndItsLine(String value, String line) {
    assertEquals("Status: 200 OK\r\nX: " + line + "\r\n\r\n", withField("X", value));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x0A, 0x0D, 0x00, 0x10A, 0x10D, 0x100, 0x20A, 0x4E0D, 0xFF0A, 0xDC0A, 0xFF00})
  void noCharacterTurnsIntoALineBreakWhenItIsCutToAByte(int c) {
    assertEquals("Status: 200 OK\r\nX: a b\r\n\r\n", withField("X", "a" + (char) c + "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A B",
        "A:",
        "A\r\nB",
        "A\u0000",
        "\u00c4",
        "A\u010aB",
        "X\u013a",
        "\u0141",
        "A(",
        "Status",
        "STATUS",
        "status",
        "Connection",
        "Keep-Alive",
        "keep-alive",
        "Transfer-Encoding",
        "TRANSFER-ENCODING",
        "Trailer",
        "Upgrade",
      })
  void namesThatAreNoTokensOrNotTheApplicationsAreLeftOut(String name) {
    assertEquals("Status: 200 OK\r\n\r\n", withField(name, "v"));
    if (name.chars().allMatch(c -> c <= 0xFF)) {
      byte[] bytes = name.getBytes(ISO_8859_1);
      assertEquals("Status: 200 OK\r\n\r\n", written(200, head -> head.header(bytes, "v")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Statut",
        "Trailes",
        "Upgradf",
        "Set-Cookie",
        "Connectiom",
        "Content-Lengti",
        "Content-Type",
        "Transfer-Encodinh",
        "Location",
        "X-Accel-Redirect",
        "!#$%&'*+-.^_`|~09azAZ"
      })
  void otherFieldsAreWritten(String name) {
    assertEquals("Status: 200 OK\r\n" + name + ": v\r\n\r\n", withField(name, "v"));
    byte[] bytes = name.getBytes(ISO_8859_1);
    assertEquals(withField(name, "v"), written(200, head -> head.header(bytes, "v")));
  }

  @Test
  void theContentLengthIsWrittenOnce() {
    assertEquals(
        "Status: 200 OK\r\nContent-Length: 5\r\n\r\n",
        written(
            200,
            head -> {
              head.header("Content-Length", "5");
              head.header("content-length", "6");
            }));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 103, 204, 304})
  void aResponseThatHasNoContentHasNoLength(int status) {
    assertFalse(written(status, head -> head.header("Content-Length", "0")).contains("Length"));
  }

  @Test
  void aBufferOfTheExactSizeIsEnoughAndEverySmallerOneStaysAsItWas() {
    Consumer<CgiResponseHead> fields =
        head -> {
          head.header("Content-Type", "text/html");
          head.header("X", "a\nb");
        };
    int exact = written(200, fields).length();
    for (int size = 0; size <= exact; size++) {
      ByteBuffer target = ByteBuffer.allocate(size + 3).position(3);
      CgiResponseHead head = CgiResponseHead.begin(target, 200);
      fields.accept(head);
      assertEquals(size == exact, head.end(), "buffer of " + size);
      assertEquals(exact, head.size());
      assertEquals(size == exact ? 3 + exact : 3, target.position());
    }
  }

  @Test
  void aFieldThatWouldFitAfterOneThatDidNotIsNotWrittenAlone() {
    ByteBuffer target = ByteBuffer.allocate(40);
    CgiResponseHead head = CgiResponseHead.begin(target, 200);
    head.header("Long", "x".repeat(100));
    head.header("B", "1");
    assertFalse(head.end());
    assertEquals(0, target.position());
    assertEquals("Status: 200 OK\r\nLong: \r\nB: 1\r\n\r\n".length() + 100, head.size());
  }

  @Test
  void aDirectBufferIsWrittenFromItsPosition() {
    ByteBuffer target = ByteBuffer.allocateDirect(100).position(8);
    CgiResponseHead head = CgiResponseHead.begin(target, 204);
    assertTrue(head.end());
    target.flip().position(8);
    assertEquals("Status: 204 No Content\r\n\r\n", ISO_8859_1.decode(target).toString());
  }

  @Test
  void anErrorForARejectedRequestIsComplete() {
    PlainError error = PlainError.of(new CgiRejection<String>(400, "secret", false));
    assertEquals(
        """
        Status: 400 Bad Request\r
        Content-Type: text/plain;charset=us-ascii\r
        Content-Length: 12\r
        \r
        """,
        text(error.head()));
    assertEquals("Bad Request\n", text(error.content()));
  }

  @Test
  void anErrorForHeadHasTheLengthButNoContent() {
    PlainError error = PlainError.of(new CgiRejection<String>(431, "", true));
    assertTrue(text(error.head()).contains("Content-Length: 32\r\n"));
    assertEquals(0, error.content().remaining());
    assertEquals(32, PlainError.of(431).content().remaining());
  }

  @Test
  void anOverloadedServerAsksToTryAgain() {
    assertTrue(text(PlainError.of(503).head()).contains("\r\nRetry-After: 1\r\n"));
    assertFalse(text(PlainError.of(500).head()).contains("Retry-After"));
  }

  private static String withField(String name, String value) {
    return written(200, head -> head.header(name, value));
  }

  private static String written(int status, Consumer<CgiResponseHead> fields) {
    ByteBuffer target = ByteBuffer.allocate(1000);
    CgiResponseHead head = CgiResponseHead.begin(target, status);
    fields.accept(head);
    assertTrue(head.end());
    assertEquals(target.position(), head.size());
    return text(target.flip());
  }

  private static String text(ByteBuffer buffer) {
    return ISO_8859_1.decode(buffer).toString();
  }
}
