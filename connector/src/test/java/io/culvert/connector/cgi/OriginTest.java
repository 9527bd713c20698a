package io.culvert.connector.cgi;

import static io.culvert.connector.cgi.Requests.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private final Requests requests = new Requests();

  @ParameterizedTest
  @CsvSource({
    "h, h, -1",
    "Shop.Example, Shop.Example, -1",
    "h:8080, h, 8080",
    "h:, h, -1",
    "h:0, h, 0",
    "h:65535, h, 65535",
    "a_b-c.d~e, a_b-c.d~e, -1",
    "192.0.2.1:80, 192.0.2.1, 80",
    "[::1], [::1], -1",
    "[2001:db8::7]:8443, [2001:db8::7], 8443",
  })
  void theHostIsSplit(String text, String host, int port) {
    CgiRequest<String> request = with(text);
    assertEquals(new HostPort(host, port, text), request.host());
    assertTrue(hostFields(request).equals("Host: " + text), hostFields(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h h",
        "h/x",
        "h?",
        "h#",
        "u@h",
        "h:x",
        "h:-1",
        "h:65536",
        "h:123456",
        "h:80:80",
        ":80",
        "[::1",
        "::1",
        "[]",
        "[h]",
        "[::1]x",
        "[::1]80",
        "[1.2.3.4]",
        "[fe80::1%eth0]",
        "h\u00e4",
        "h%41",
        "h\\",
        "h,i",
        "a]b"
      })
  void aHostThatIsNoneIsRefused(String text) {
    assertEquals(400, rejected(text).status());
  }

  @Test
  void aHostHasAnEnd() {
    assertEquals(255, with("h".repeat(255)).host().host().length());
    assertEquals(400, rejected("h".repeat(256)).status());
  }

  @Test
  void twoDifferentHostsAreRefused() {
    assertEquals(400, requests.rejectedWith("HTTP_HOST", "other").status());
    assertEquals("Host: h", hostFields(requests.with("HTTP_HOST", "h")));
  }

  @Test
  void theHostOfAnAbsoluteTargetWins() {
    CgiRequest<String> request = requests.with("REQUEST_URI", "http://other:81/x");
    assertEquals("other", request.host().host());
    assertEquals(81, request.serverPort());
    assertEquals("Host: other:81", hostFields(request));
  }

  @ParameterizedTest
  @CsvSource({
    "name, 8080, 192.0.2.9, name:8080",
    "name, 80, 192.0.2.9, name",
    "name, '', 192.0.2.9, name",
    "name, x, 192.0.2.9, name",
    "name:81, 8080, 192.0.2.9, name:81",
    "2001:db8::1, 8080, '', [2001:db8::1]:8080",
    "_, 8080, 192.0.2.9, 192.0.2.9:8080",
    "'', 8080, 2001:db8::1, [2001:db8::1]:8080",
    "'~^(www\\.)?x$', 8080, '', localhost:8080",
    "'', '', '', localhost",
  })
  void withoutAHostTheFrontEndsOwnNameIsUsed(
      String name, String port, String address, String expected) {
    CgiRequest<String> request =
        request(
            requests.without(
                "HTTP_HOST", "SERVER_NAME", name, "SERVER_PORT", port, "SERVER_ADDR", address));
    assertEquals(expected, request.host().text());
    assertEquals("Host: " + expected, hostFields(request));
  }

  @Test
  void theFrontEndsOwnNameDoesNotMatterIfTheClientNamedAHost() {
    CgiRequest<String> request = requests.with("SERVER_NAME", "_", "SERVER_PORT", "8080");
    assertEquals("h", request.host().text());
    assertEquals(80, request.serverPort());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "unix:, 127.0.0.1",
    "unix, 127.0.0.1",
    "/run/front.sock, 127.0.0.1",
    "'', 127.0.0.1",
  })
  void theClientsAddressIsReadFromItsLiteral(String text, String address) {
    InetSocketAddress client =
        requests.with("REMOTE_ADDR", text, "REMOTE_PORT", "50001").clientAddress();
    assertEquals(address, client.getAddress().getHostAddress());
    assertEquals(50_001, client.getPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "1.2.3",
        "1",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.x",
        "0x7f.0.0.1",
        "::g",
        "1.2.3.4%eth0",
        " 127.0.0.1",
        "unixoid"
      })
  void aClientThatIsNoAddressIsRefusedAndNotLookedUp(String text) {
    assertEquals(400, requests.rejectedWith("REMOTE_ADDR", text).status());
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "0, 0", "65536, 0", "x, 0", "-1, 0", "65535, 65535"})
  void aPortThatIsNoneIsZero(String text, int port) {
    assertEquals(port, requests.with("REMOTE_PORT", text).clientAddress().getPort());
  }

  @Test
  void theLocalAddressKnowsItsNameSoThatNobodyHasToAskDns() {
    InetSocketAddress local =
        requests.with("SERVER_ADDR", "198.51.100.9", "SERVER_PORT", "8443").localAddress();
    assertEquals("198.51.100.9", local.getAddress().getHostAddress());
    assertEquals("h", local.getAddress().getHostName());
    assertEquals(8443, local.getPort());
  }

  @Test
  void addressesAreRememberedOnlyWhileTheyAreTheLatestOfTheirSlot() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3000; i++) {
        String text = "10.0." + i / 256 + "." + i % 256;
        CgiRequest<String> request = requests.with("REMOTE_ADDR", text);
        assertEquals(text, request.clientAddress().getAddress().getHostAddress());
      }
    }
  }

  private static String hostFields(CgiRequest<String> request) {
    StringBuilder hosts = new StringBuilder();
    request
        .headers()
        .forEach((name, value) -> hosts.append(name.equals("Host") ? "Host: " + value : ""));
    return hosts.toString();
  }

  private CgiRequest<String> with(String host) {
    return request(requests.without("HTTP_HOST", "HTTP_HOST", host));
  }

  private CgiRejection<String> rejected(String host) {
    return Requests.rejection(requests.without("HTTP_HOST", "HTTP_HOST", host));
  }
}
