package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PathGuardTest {
  private Undertow http;

  @BeforeEach
  void start() {
    http =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                new PathGuard(
                    exchange ->
                        exchange
                            .getResponseSender()
                            .send(
                                String.join(
                                    " ",
                                    exchange.getRequestPath(),
                                    exchange.getRelativePath(),
                                    exchange.getRequestURI()))))
            .build();
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b.html, /a/b.html /a/b.html /a/b.html",
    "/a/../b?c=d, /b /b /a/../b",
    "/%61;x=y/b, /a/b /a/b /%61;x=y/b",
    "http://h/a//b, /a/b /a/b http://h/a//b",
  })
  void thePathIsCanonicalAndTheUriRaw(String target, String seen) throws IOException {
    String response = request("GET", target);

    assertEquals("HTTP/1.1 200 OK", response.lines().findFirst().orElse(""));
    assertEquals(seen, response.substring(response.indexOf("\r\n\r\n") + 4));
  }

  @ParameterizedTest
  @CsvSource({"/public/..;/admin", "/public/%2e%2e/admin", "/a%2fb", "/a%5cb", "/../a", "/a%00"})
  void aSuspiciousPathIsRefused(String target) throws IOException {
    assertEquals("HTTP/1.1 400 Bad Request", request("GET", target).lines().findFirst().orElse(""));
  }

  @ParameterizedTest
  @CsvSource("*")
  void theServerAsAWholeMayBeAskedForItsOptions(String target) throws IOException {
    assertEquals("HTTP/1.1 200 OK", request("OPTIONS", target).lines().findFirst().orElse(""));
  }

  private String request(String method, String target) throws IOException {
    InetSocketAddress address = (InetSocketAddress) http.getListenerInfo().getFirst().getAddress();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              (method + " " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
