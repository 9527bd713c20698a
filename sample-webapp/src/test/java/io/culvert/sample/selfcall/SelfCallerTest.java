package io.culvert.sample.selfcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.culvert.sample.selfcall.SelfCaller.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SelfCallerTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static Outcome callTo(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    try (SelfCaller caller = new SelfCaller(LONG)) {
      return caller.call(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/self"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void answerOfTheApplicationIsRecognised() throws IOException {
    Outcome outcome =
        callTo(
            exchange -> {
              assertEquals("1", exchange.getRequestHeaders().getFirst(SelfCaller.HEADER));
              exchange.getResponseHeaders().set(SelfCaller.HEADER, "answered");
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            });
    assertEquals(200, assertInstanceOf(Outcome.Answered.class, outcome).status());
  }

  @Test
  void answerOfAnyOtherServerIsNotShown() throws IOException {
    Outcome outcome =
        callTo(
            exchange -> {
              exchange.sendResponseHeaders(302, 6);
              exchange.getResponseBody().write("secret".getBytes(StandardCharsets.US_ASCII));
              exchange.close();
            });
    assertEquals(new Outcome.Stranger(302), outcome);
  }

  @Test
  void serverThatNeverAnswersIsGivenUp() throws IOException {
    Duration patience = Duration.ofMillis(200);
    // nobody accepts: the connection is made by the kernel, and nothing ever comes back
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SelfCaller caller = new SelfCaller(patience)) {
      URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/self");
      assertEquals(new Outcome.NoAnswer(patience), caller.call(uri));
    }
  }

  @Test
  void closedPortIsReportedAsFailure() throws IOException {
    // taken, so that it is given to nobody else, but nobody listens
    try (Socket silent = new Socket();
        SelfCaller caller = new SelfCaller(LONG)) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/self");
      assertInstanceOf(Outcome.Failed.class, caller.call(uri));
    }
  }
}
