package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx with {@code fastcgi_request_buffering off}: bodies arrive while the client sends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnbufferedUploadsIT {
  private static final String PASS = "(?m)^(\\s*)fastcgi_pass ";
  private static final String HEAD =
      " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n";

  private Site site;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            Map.of(),
            config -> config.replaceFirst(PASS, "$1fastcgi_request_buffering off;\n$0"),
            "/:" + Artifacts.sample(),
            "/gate:" + GateWar.write(folder.resolve("gate.war")));
  }

  @AfterAll
  void stop() {
    if (site != null) { // nginx may be missing
      site.close();
    }
  }

  @Test
  void aServletReadsChunksThatCameBeforeTheRestIsSent() throws Exception {
    try (Gate gate = Gate.open();
        RawHttp client = RawHttp.connect(site.port())) {
      client.send("POST /gate/take" + gate.query() + HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      client.send("5\r\nfirst\r\n");
      Gate.Held servlet = gate.awaitOne();
      client.send("6\r\nsecond\r\n0\r\n\r\n");
      servlet.letThrough();
      client.readUntil("11 bytes");
    }
  }

  @Test
  void aBodyThatBreaksOffFailsTheServletThatReadsIt() throws Exception {
    try (Gate gate = Gate.open()) {
      try (RawHttp client = RawHttp.connect(site.port())) {
        client.send("POST /gate/take" + gate.query() + HEAD + "Content-Length: 1000\r\n\r\nfirst");
        gate.awaitOne().letThrough();
      }
      gate.awaitOne().letThrough();
    }
  }

  @Test
  void chunkedUploadsOfAnySizeArriveWhole() throws Exception {
    try (Visitor visitor = site.stranger()) {
      DigestInputStream body = Bytes.digesting(new Bytes(50_000_000));
      HttpResponse<String> page =
          visitor.send(visitor.request("/digest").PUT(BodyPublishers.ofInputStream(() -> body)));
      assertEquals(
          "{\"length\":50000000,\"sha256\":\"" + Bytes.sha256(body) + "\"}\n", page.body());
    }
  }
}
