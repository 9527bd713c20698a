package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.conformance.FrontEnd;
import io.culvert.connector.wire.EncodedPairs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link FrontEnd} tells one request in five ways; this is what is made of it. */
class FrontEndsTest {

  private final Requests requests = new Requests();

  @ParameterizedTest
  @EnumSource
  void everyFrontEndTellsTheSameRequest(FrontEnd frontEnd) {
    CgiRequest<String> request = parse(frontEnd.params());
    assertEquals("POST", request.method());
    assertEquals(HttpProtocol.HTTP_1_1, request.protocol());
    assertEquals(FrontEnd.URI, request.target().uri());
    assertEquals("/shop/\u00e4 b/item", request.target().path().canonical());
    assertEquals("/shop/%C3%A4%20b/item;jsessionid=s1", request.target().path().raw());
    assertEquals(
        List.of(new PathParameter("jsessionid", "s1")), request.target().path().parameters());
    assertEquals("q=a%26b", request.target().query());
    assertEquals(17, request.contentLength());
    assertTrue(request.secure());
    assertEquals(new HostPort("shop.example", 8443, "shop.example:8443"), request.host());
    assertEquals(8443, request.serverPort());
    assertEquals("192.0.2.7", request.clientAddress().getAddress().getHostAddress());
    assertEquals(50_001, request.clientAddress().getPort());
    assertEquals(8443, request.localAddress().getPort());
    assertEquals(expectedFields(), sortedFields(request));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfParametersDoesNotMatter(FrontEnd frontEnd) {
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < frontEnd.params().size(); i += 2) {
      pairs.add(frontEnd.params().subList(i, i + 2));
    }
    Random random = new Random(42);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(pairs, random);
      CgiRequest<String> request = parse(pairs.stream().flatMap(List::stream).toList());
      assertEquals(FrontEnd.URI, request.target().uri());
      assertEquals("shop.example", request.host().host());
      assertEquals(expectedFields(), sortedFields(request));
    }
  }

  private CgiRequest<String> parse(List<String> params) {
    return Requests.request(requests.parse(EncodedPairs.of(params.toArray(String[]::new))));
  }

  private static List<String> expectedFields() {
    return List.of(
        "Accept-Encoding: gzip, br",
        "Content-Length: 17",
        "Content-Type: application/json",
        "Cookie: a=1; b=2",
        "User-Agent: Agent/1.0",
        "X-Request-Id: 7f");
  }

  /** Without what Caddy adds by itself. */
  private static List<String> sortedFields(CgiRequest<String> request) {
    return Requests.fields(request).stream()
        .filter(field -> !field.startsWith("X-Forwarded-"))
        .sorted()
        .toList();
  }
}
