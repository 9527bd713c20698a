package io.culvert.connector.cgi;

import static io.culvert.connector.cgi.Requests.fields;
import static io.culvert.connector.cgi.Requests.rejection;
import static io.culvert.connector.cgi.Requests.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.wire.EncodedPairs;
import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgiRequestParserTest {

  private final Requests requests = new Requests();

  @Test
  void aMissingMethodIsExplainedToTheOperator() {
    for (CgiOutcome<String> outcome :
        List.of(
            requests.without("REQUEST_METHOD"),
            requests.without("REQUEST_METHOD", "REQUEST_METHOD", ""),
            requests.parse(EncodedPairs.of()))) {
      assertEquals(400, rejection(outcome).status());
      assertTrue(rejection(outcome).problem().contains("include fastcgi_params"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G T",
        "GET\r\n",
        "GET:",
        "(GET)",
        "G\u00c4T",
        "THIRTY_THREE_CHARACTERS_ARE_A_LOT"
      })
  void aMethodThatIsNoShortTokenIsRefused(String method) {
    assertEquals(400, requests.rejectedWith("REQUEST_METHOD", method).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "get", "PROPFIND", "M-SEARCH", "THIRTY_TWO_CHARACTERS_ARE_FINE_X"})
  void anyShortTokenIsAMethod(String method) {
    assertEquals(method, requests.with("REQUEST_METHOD", method).method());
  }

  @Test
  void aMethodThatComesAgainIsTheSameObject() {
    assertSame(requests.with().method(), requests.with().method());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.0, HTTP_1_0",
    "HTTP/1.1, HTTP_1_1",
    "HTTP/2, HTTP_2_0",
    "HTTP/2.0, HTTP_2_0",
    "HTTP/3.0, HTTP_3_0",
    "'', HTTP_1_1",
  })
  void knownVersionsOfHttpAreAccepted(String text, HttpProtocol protocol) {
    CgiOutcome<String> outcome = requests.without("SERVER_PROTOCOL", "SERVER_PROTOCOL", text);
    assertEquals(protocol, request(outcome).protocol());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.2", "http/1.1", "INCLUDED", "HTTP/1.1\n", "FTP/1.1"})
  void otherProtocolsAreRefused(String text) {
    assertEquals(505, requests.rejectedWith("SERVER_PROTOCOL", text).status());
  }

  @ParameterizedTest
  @CsvSource({
    "on, http, true",
    "ON, '', true",
    "1, '', true",
    "off, '', false",
    "OFF, '', false",
    "'', '', false",
    "'', https, true",
    "'', HTTPS, true",
    "'', http, false",
    "off, http, false",
  })
  void tlsIsRecognised(String https, String scheme, boolean secure) {
    CgiRequest<String> request = requests.with("HTTPS", https, "REQUEST_SCHEME", scheme);
    assertEquals(secure, request.secure());
    assertEquals(secure ? 443 : 80, request.serverPort());
    assertFalse(requests.with().secure());
  }

  @ParameterizedTest
  @CsvSource({
    "'', -1",
    "-1, -1",
    "0, 0",
    "5, 5",
    "007, 7",
    "9223372036854775807, 9223372036854775807",
  })
  void theContentLengthIsANumberOrUnknown(String text, long length) {
    assertEquals(length, requests.with("CONTENT_LENGTH", text).contentLength());
    assertEquals(CgiRequest.UNKNOWN_LENGTH, requests.with().contentLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5x",
        "+5",
        " 5",
        "5 ",
        "-2",
        "0x5",
        "5,5",
        "\u0665",
        "9223372036854775808",
        "9999999999999999999",
        "99999999999999999999",
        "00000000000000000001"
      })
  void aContentLengthThatIsNoneIsRefused(String text) {
    assertEquals(400, requests.rejectedWith("CONTENT_LENGTH", text).status());
  }

  @Test
  void contradictingContentLengthsAreRefusedAndEqualOnesAreOne() {
    assertEquals(400, requests.rejectedWith("CONTENT_LENGTH", "5", "CONTENT_LENGTH", "6").status());
    CgiRequest<String> twice = requests.with("CONTENT_LENGTH", "5", "CONTENT_LENGTH", "5");
    assertEquals(List.of("Content-Length: 5"), fields(twice));
    CgiRequest<String> empty = requests.with("CONTENT_LENGTH", "5", "CONTENT_LENGTH", "");
    assertEquals(5, empty.contentLength());
  }

  @Test
  void theLastOfRepeatedMetaVariablesWins() {
    CgiRequest<String> request =
        requests.with("REQUEST_METHOD", "PUT", "REQUEST_URI", "/a", "REQUEST_URI", "/b");
    assertEquals("PUT", request.method());
    assertEquals("/b", request.target().uri());
  }

  @Test
  void contentTypeAndLengthBecomeFieldsAndTheClientsOwnAreDropped() {
    CgiRequest<String> request =
        requests.with(
            "HTTP_CONTENT_LENGTH", "999",
            "HTTP_CONTENT_TYPE", "text/evil",
            "CONTENT_TYPE", "text/plain",
            "CONTENT_LENGTH", "3",
            "HTTP_CONTENT_TYPE", "text/evil");
    assertEquals(List.of("Content-Type: text/plain", "Content-Length: 3"), fields(request));
    assertEquals(List.of(), fields(requests.with("HTTP_CONTENT_TYPE", "text/evil")));
  }

  @Test
  void headerFieldsKeepTheirOrderAndRepeatedOnesTheirValues() {
    CgiRequest<String> request =
        requests.with(
            "HTTP_COOKIE", "a=1", "HTTP_X_A", "", "HTTP_COOKIE", "b=2", "HTTP_X_A", "\u00e4");
    assertEquals(List.of("Cookie: a=1", "X-A: ", "Cookie: b=2", "X-A: \u00e4"), fields(request));
  }

  @Test
  void fieldsOfTheConnectionAndOddNamesDoNotReachTheApplication() {
    CgiRequest<String> request =
        requests.with(
            "HTTP_PROXY", "http://evil/",
            "HTTP_EXPECT", "100-continue",
            "HTTP_TRANSFER_ENCODING", "chunked",
            "HTTP_CONNECTION", "close",
            "HTTP_A B", "x",
            "HTTP_", "x",
            "proxy-sendcl", "1",
            "http_lower", "x",
            "HTTP_OK", "yes");
    assertEquals(List.of("Ok: yes"), fields(request));
    assertEquals("1", request.params().toMap().get("proxy-sendcl"));
  }

  @Test
  void aHeaderCannotPassForAMetaVariable() {
    CgiRequest<String> request =
        requests.with("HTTP_HTTPS", "on", "HTTP_REMOTE_USER", "root", "HTTP_CONTENT_LENGTH", "5");
    assertFalse(request.secure());
    assertEquals(Optional.empty(), request.claimedUser());
    assertEquals(-1, request.contentLength());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_X_A, 'a\nb'",
    "HTTP_X_A, 'a\rb'",
    "HTTP_X_A, '\n'",
    "CONTENT_TYPE, 'text/plain\r\nX: y'",
    "REMOTE_USER, 'a\nb'",
    "AUTH_TYPE, 'a\nb'",
    "HTTP_HOST, 'h\n'",
    "REQUEST_URI, '/\n'",
    "REQUEST_URI, '/?\r'",
    "QUERY_STRING, 'a\nb'",
  })
  void aLineBreakIsRefusedWhereALineIsExpected(String name, String value) {
    CgiRejection<String> rejection = requests.rejectedWith(name, value);
    assertEquals(400, rejection.status());
    assertTrue(rejection.problem().chars().noneMatch(c -> c < ' '), rejection.problem());
  }

  @Test
  void aLineBreakInAVariableThatNobodyReadsDoesNotMatter() {
    assertEquals("GET", requests.with("SERVER_SIGNATURE", "<address>httpd</address>\n").method());
  }

  @Test
  void moreHeaderFieldsThanAllowedAre431() {
    String[] some = new String[2 * 199];
    String[] more = new String[2 * 200];
    for (int i = 0; i < 200; i++) {
      more[2 * i] = "HTTP_X_" + i;
      more[2 * i + 1] = "v";
    }
    System.arraycopy(more, 0, some, 0, some.length);
    assertEquals(199, fields(requests.with(some)).size());
    assertEquals(431, requests.rejectedWith(more).status());
  }

  @Test
  void aRejectionTellsWhetherItAnswersHead() {
    assertTrue(requests.rejectedWith("REQUEST_METHOD", "HEAD", "REQUEST_URI", "/..").head());
    assertFalse(requests.rejectedWith("REQUEST_URI", "/..").head());
  }

  @Test
  void whatTheFrontEndClaimsIsKeptApart() {
    CgiRequest<String> request =
        requests.with(
            "REMOTE_USER", "root", "AUTH_TYPE", "Basic", "SERVER_SOFTWARE", "nginx/1.28.0");
    assertEquals(Optional.of("root"), request.claimedUser());
    assertEquals(Optional.of("Basic"), request.claimedAuthType());
    assertEquals(Optional.of("nginx/1.28.0"), request.serverSoftware());
    assertEquals(Optional.empty(), requests.with("REMOTE_USER", "").claimedUser());
  }

  @Test
  void anOddByteAnywhereGivesARequestOrARejectionAndNeverAnException() {
    byte[] bytes = EncodedPairs.of(Requests.MINIMAL.toArray(String[]::new)).bytes();
    for (int at = 0; at < bytes.length; at++) {
      for (byte odd : new byte[] {'\n', '%', ';', '/', '[', ':', (byte) 0x80}) {
        byte[] changed = bytes.clone();
        changed[at] = odd;
        parseWhatDecodes(changed);
      }
    }
  }

  private void parseWhatDecodes(byte[] bytes) {
    NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);
    decoder.append(ByteBuffer.wrap(bytes));
    if (decoder.end() instanceof NameValuePairs pairs) {
      CgiOutcome<String> outcome =
          new CgiRequestParser<>(new HeaderNames<>(name -> name), 200).parse(pairs);
      if (outcome instanceof CgiRejection<String> rejection) {
        assertTrue(rejection.status() >= 400 && rejection.status() < 600);
      }
    }
  }
}
