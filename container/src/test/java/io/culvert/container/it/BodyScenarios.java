package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies in both directions. */
final class BodyScenarios {
  /** More than any web server collects of a body that it does not collect to its end. */
  static final String FIRST = "x".repeat(200_000);

  /** Those that hand a body on while it comes. */
  static final Set<Variant> STREAMING =
      EnumSet.of(
          Variant.NGINX_STREAMING,
          Variant.LIGHTTPD_STREAMING,
          Variant.APACHE,
          Variant.APACHE_CLOSING,
          Variant.HAPROXY,
          Variant.HAPROXY_MULTIPLEXING,
          Variant.HAPROXY_CLOSING,
          Variant.CADDY);

  private static final Set<Variant> STREAMING_CHUNKS =
      EnumSet.of(Variant.NGINX_STREAMING, Variant.APACHE, Variant.APACHE_CLOSING, Variant.CADDY);
  private static final int MEBIBYTE = 1 << 20;
  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String ALL = FIRST.length() + 6 + " bytes";
  private static final String COLLECTED =
      "The web server takes the whole body in before it asks Culvert.";
  private static final String LIGHTTPD_411 =
      "lighttpd that streams request bodies wants to know their length: 411.";
  private static final String HAPROXY_CHUNKS =
      "HAProxy tells a FastCGI server the length of every body, so a chunked one has to fit in its"
          + " buffer of 16 KiB (`tune.bufsize`): 400.";

  private BodyScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of("POST without a body", door -> upload(door, 0)),
        Scenario.of("POST of 1 MiB", door -> upload(door, MEBIBYTE)),
        Scenario.of("POST of 4 KiB, chunked", door -> uploadChunked(door, 4096)),
        Scenario.of("POST of 1 MiB, chunked", door -> uploadChunked(door, MEBIBYTE))
            .except("refused", LIGHTTPD_411, Variant.LIGHTTPD_STREAMING)
            .except(FrontEnd.HAPROXY, "refused", HAPROXY_CHUNKS),
        collectedBy(
            STREAMING,
            Scenario.of("a servlet reads while the client sends", BodyScenarios::piecewise)),
        collectedBy(
            STREAMING_CHUNKS,
            Scenario.of(
                    "a servlet reads while the client sends chunks",
                    BodyScenarios::piecewiseChunked)
                .except("refused", LIGHTTPD_411, Variant.LIGHTTPD_STREAMING)
                .except(FrontEnd.HAPROXY, "refused", HAPROXY_CHUNKS)),
        Scenario.of("an upload is refused after its first byte: 413", BodyScenarios::refused),
        Scenario.of("a response of 3 MB of unknown length", BodyScenarios::download),
        Scenario.of("server-sent events, each before the next", BodyScenarios::events));
  }

  /** Marks those that do not hand the body on while it comes. */
  static Scenario collectedBy(Set<Variant> streaming, Scenario scenario) {
    Variant[] others =
        Stream.of(Variant.values())
            .filter(variant -> !streaming.contains(variant))
            .toArray(Variant[]::new);
    return scenario.except("collected", COLLECTED, others);
  }

  private static String upload(Door door, int length) throws Exception {
    byte[] body = new Bytes(length).readAllBytes();
    try (Visitor visitor = door.stranger()) {
      HttpResponse<String> page =
          visitor.send(visitor.request("/digest").POST(BodyPublishers.ofByteArray(body)));
      assertEquals(digest(body), page.body());
      return Scenario.YES;
    }
  }

  private static String digest(byte[] body) throws IOException {
    try (DigestInputStream in = Bytes.digesting(new ByteArrayInputStream(body))) {
      in.readAllBytes();
      return "{\"length\":%d,\"sha256\":\"%s\"}\n".formatted(body.length, Bytes.sha256(in));
    }
  }

  private static String uploadChunked(Door door, int length) throws Exception {
    byte[] body = new Bytes(length).readAllBytes();
    try (RawHttp client = RawHttp.connect(door.port())) {
      String bytes = new String(body, StandardCharsets.ISO_8859_1);
      String answer = client.exchange("POST /digest" + HEAD + CHUNKED + chunk(bytes) + "0\r\n\r\n");
      return answer.contains(digest(body)) ? Scenario.YES : refusal(answer);
    }
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  /** A web server that refuses a body may hang up before anyone has read why. */
  private static String refusal(String answer) {
    int status = RawHttp.status(answer);
    return status == 0 || status / 100 == 4 ? "refused" : answer;
  }

  private static String piecewise(Door door) throws Exception {
    String framing = "Content-Length: " + (FIRST.length() + 6) + "\r\n\r\n";
    return inTwo(door, STREAMING, framing, FIRST, "second");
  }

  private static String piecewiseChunked(Door door) throws Exception {
    return inTwo(door, STREAMING_CHUNKS, CHUNKED, chunk(FIRST), chunk("second") + "0\r\n\r\n");
  }

  private static String inTwo(
      Door door, Set<Variant> streaming, String framing, String first, String second)
      throws Exception {
    try (Gate gate = Gate.open();
        RawHttp client = RawHttp.connect(door.port())) {
      client.offer("POST /gate/take" + gate.query() + HEAD + framing + first);
      if (!streaming.contains(door.variant())) {
        return collected(door, gate, client, second);
      }
      Gate.Held servlet = gate.awaitOne();
      client.send(second);
      servlet.letThrough();
      client.readUntil(ALL);
      return Scenario.YES;
    }
  }

  /** That the web server has the whole body first shows in that others are served meanwhile. */
  private static String collected(Door door, Gate gate, RawHttp client, String second)
      throws Exception {
    try (Visitor other = door.stranger()) {
      assertEquals(200, other.get("/hello").statusCode());
      assertEquals(200, other.get("/hello").statusCode());
    }
    if (!gate.isQuiet()) {
      return Scenario.YES;
    }
    gate.stayOpen();
    String answer = client.exchange(second);
    return answer.contains(ALL) ? "collected" : refusal(answer);
  }

  private static String refused(Door door) throws Exception {
    byte[] body = new Bytes(8 * MEBIBYTE).readAllBytes();
    try (RawHttp client = RawHttp.connect(door.port())) {
      String outcome = Reply.toUpload(client, "/gate/refuse", "text/plain", body).outcome();
      return outcome.equals("413") ? Scenario.YES : outcome;
    }
  }

  private static String download(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      String body = visitor.get("/download?bytes=3000000&length=unknown").body();
      String expected = visitor.get("/download.sha256?bytes=3000000").body().substring(0, 64);
      byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
      try (DigestInputStream in = Bytes.digesting(new ByteArrayInputStream(bytes))) {
        in.readAllBytes();
        assertEquals(expected, Bytes.sha256(in));
      }
      return Scenario.YES;
    }
  }

  private static String events(Door door) throws Exception {
    try (Gate gate = Gate.open();
        RawHttp client = RawHttp.connect(door.port())) {
      client.send("GET /gate/events" + gate.query() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      client.readUntil("data: first\n\n");
      gate.awaitOne().letThrough();
      client.readUntil("data: last\n\n");
      return Scenario.YES;
    }
  }
}
