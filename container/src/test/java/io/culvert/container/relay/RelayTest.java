package io.culvert.container.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.ClientResponse;
import io.culvert.connector.client.FcgiClient;
import io.culvert.connector.connection.Trust;
import io.culvert.container.relay.TwoNodes.Got;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request and its answer on their way over two nodes. */
@Timeout(60)
final class RelayTest {
  @TempDir private Path folder;

  private static ClientRequest post(byte[] body) {
    return ClientRequest.of("POST", "/app/page")
        .withBody(new ByteArrayInputStream(body), body.length);
  }

  @Test
  void ownerIsAskedWhatWasAskedAndItsAnswerComesBackAsItIs() throws Exception {
    CompletableFuture<Map<String, String>> asked = new CompletableFuture<>();
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner(
                (request, response) -> {
                  asked.complete(request.params().toMap());
                  TwoNodes.answer(
                      response,
                      "Status: 418 Teapot\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Name: \u00fc",
                      "short and stout");
                })) {
      ClientRequest request =
          ClientRequest.get("/app/%20page?a=b")
              .withHeader("X-Name", "\u00fc")
              .withParam("LAST", "");
      Got got = nodes.send(request);
      assertEquals(418, got.status());
      assertEquals(List.of("a=1", "b=2"), got.all("Set-Cookie"));
      assertEquals(List.of("\u00fc"), got.all("X-Name"));
      assertEquals("short and stout", got.body());
      Map<String, String> expected = new HashMap<>(request.params());
      expected.put("HTTP_X_NAME", new String("\u00fc".getBytes(UTF_8), ISO_8859_1));
      expected.put(PassedOn.BY, "asked");
      assertEquals(expected, asked.get());
      assertEquals(1, nodes.relayed.get());
      assertEquals(0, nodes.failed.get());
    }
  }

  @Test
  void requestThatWasPassedOnGoesNoFurther() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder)) {
      Got got = nodes.send(ClientRequest.get("/").withParam(PassedOn.BY, "other"));
      assertEquals("here ", got.body());
      assertEquals(0, nodes.failed.get());
    }
  }

  @Test
  void headOfAClientIsNotTakenForTheMarkOfANode() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner((_, response) -> TwoNodes.answer(response, "Status: 200 OK", "owner"))) {
      Got got = nodes.send(ClientRequest.get("/").withHeader("Relayed-By-Node", "asked"));
      assertEquals("owner", got.body());
    }
  }

  @Test
  void bodyAndAnswerOfAnySizeGoThroughWhole() throws Exception {
    byte[] body = new byte[3 << 20];
    new Random(1).nextBytes(body);
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner(
                (request, response) -> {
                  response.write(TwoNodes.utf8("Status: 200 OK\r\n\r\n"), TwoNodes.utf8(""));
                  response.end(TwoNodes.utf8(""), ByteBuffer.wrap(TwoNodes.body(request)));
                });
        FcgiClient client = nodes.frontEnd()) {
      assertTrue(Arrays.equals(body, client.send(post(body)).body().readAllBytes()));
    }
  }

  @Test
  void bodyIsOverWhenTheOwnerHasAnsweredWithoutIt() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner((_, response) -> TwoNodes.answer(response, "Status: 413 No", "too much"))) {
      Got got = nodes.send(post(new byte[3 << 20]));
      assertEquals(413, got.status());
      assertEquals("too much", got.body());
    }
  }

  @Test
  void eventsComeWhenTheyAreSent() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner(
                (_, response) -> {
                  response.write(TwoNodes.utf8("Status: 200 OK\r\n\r\n"), TwoNodes.utf8("1"));
                  awaitOn(seen);
                  response.end(TwoNodes.utf8(""), TwoNodes.utf8("2"));
                });
        FcgiClient client = nodes.frontEnd()) {
      ClientResponse response = client.send(ClientRequest.get("/"));
      assertEquals('1', response.body().read());
      seen.countDown();
      assertEquals('2', response.body().read());
      assertEquals(-1, response.body().read());
    }
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void requestIsServedHereWholeWhenTheOwnerIsNotThere() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder)) {
      Got got = nodes.send(post("all of it".getBytes(UTF_8)));
      assertEquals("here all of it", got.body());
      assertEquals(0, nodes.relayed.get());
      assertEquals(1, nodes.failed.get());
    }
  }

  @Test
  void connectionsAreKeptAndThoseThatEndedAreNotUsed() throws Exception {
    AtomicInteger served = new AtomicInteger();
    try (TwoNodes nodes = new TwoNodes(folder)) {
      for (int life = 0; life < 2; life++) {
        try (FcgiServer owner =
            nodes.owner(
                (_, response) ->
                    TwoNodes.answer(
                        response, "Status: 200 OK", served.incrementAndGet() + " served"))) {
          for (int i = 1; i <= 5; i++) {
            assertEquals(5 * life + i + " served", nodes.send(ClientRequest.get("/")).body());
          }
          assertTrue(owner.openConnections() <= 2, () -> owner.openConnections() + " connections");
        }
      }
      assertEquals(10, nodes.relayed.get());
      assertEquals(0, nodes.failed.get());
    }
  }

  @Test
  void answerThatBreaksOffIsSeenToBreakOff() throws Exception {
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner(
                (_, response) -> {
                  response.write(TwoNodes.utf8("Status: 200 OK\r\n\r\n"), TwoNodes.utf8("1"));
                  throw new IOException("the owner fails in the middle");
                });
        FcgiClient client = nodes.frontEnd()) {
      ClientResponse response = client.send(ClientRequest.get("/"));
      assertThrows(IOException.class, () -> response.body().readAllBytes());
      assertEquals(1, nodes.relayed.get());
      assertEquals(1, nodes.failed.get());
    }
  }

  @Test
  void clientThatGoesAwayIsGoneForTheOwnerToo() throws Exception {
    CountDownLatch come = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (TwoNodes nodes = new TwoNodes(folder);
        FcgiServer _ =
            nodes.owner(
                (request, response) -> {
                  request.onAbort(gone::countDown);
                  response.write(TwoNodes.utf8("Status: 200 OK\r\n\r\n"), TwoNodes.utf8("1"));
                  come.countDown();
                  awaitOn(gone);
                })) {
      try (FcgiClient client = nodes.frontEnd()) {
        assertEquals('1', client.send(ClientRequest.get("/")).body().read());
        awaitOn(come);
      }
      awaitOn(gone);
      assertEquals(0, nodes.failed.get());
    }
  }

  @Test
  void tooManyAtOnceAreToldToComeAgain() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (TwoNodes nodes = new TwoNodes(folder, Trust.NOTHING, 1);
        FcgiServer _ =
            nodes.owner(
                (_, response) -> {
                  first.countDown();
                  awaitOn(goOn);
                  TwoNodes.answer(response, "Status: 200 OK", "owner");
                });
        FcgiClient client = nodes.frontEnd()) {
      CompletableFuture<ClientResponse> slow =
          CompletableFuture.supplyAsync(() -> sent(client, ClientRequest.get("/")));
      awaitOn(first);
      Got refused = nodes.send(ClientRequest.get("/"));
      assertEquals(503, refused.status());
      assertEquals(List.of("1"), refused.all("Retry-After"));
      goOn.countDown();
      assertEquals(200, slow.get().status());
      assertEquals(1, nodes.relayed.get());
    }
  }

  private static ClientResponse sent(FcgiClient client, ClientRequest request) {
    try {
      return client.send(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNotBelievedHereIsNotSaidThere() throws Exception {
    List<String> claims =
        List.of("REMOTE_USER", "AUTH_TYPE", "SSL_CLIENT_CERT", "SSL_CLIENT_VERIFY");
    Map<Trust, List<String>> expected =
        Map.of(
            Trust.NOTHING,
            List.of(),
            new Trust(true, false),
            claims.subList(0, 2),
            new Trust(false, true),
            claims.subList(2, 4),
            new Trust(true, true),
            claims);
    for (Map.Entry<Trust, List<String>> each : expected.entrySet()) {
      try (TwoNodes nodes = new TwoNodes(folder, each.getKey(), 1);
          FcgiServer _ =
              nodes.owner(
                  (request, response) -> {
                    List<String> told = new ArrayList<>(claims);
                    told.retainAll(request.params().toMap().keySet());
                    TwoNodes.answer(response, "Status: 200 OK", told.toString());
                  })) {
        ClientRequest request = ClientRequest.get("/");
        for (String claim : claims) {
          request = request.withParam(claim, "x");
        }
        assertEquals(each.getValue().toString(), nodes.send(request).body());
      }
    }
  }
}
