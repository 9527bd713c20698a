package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.Record;
import jakarta.servlet.AsyncContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of all kinds at once, each of which must get its own bytes back and no others. */
@Timeout(60)
class ManyRequestsTest {
  private static final int PEERS = 8;
  private static final int ROUNDS = 60;
  private static final int AT_ONCE = 3;
  private static final List<String> PATHS = List.of("/direct", "/forward", "/async", "/dispatch");

  @TempDir Path folder;

  @Test
  void everyRequestGetsItsOwnAnswer() throws Exception {
    try (ServletServer server = ServletServer.start(folder, servlets());
        ExecutorService peers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int seed = 0; seed < PEERS; seed++) {
        Random random = new Random(seed);
        work.add(() -> talk(server, random));
      }
      int answers = 0;
      for (Future<Integer> peer : peers.invokeAll(work)) {
        answers += peer.get();
      }
      assertEquals(PEERS * ROUNDS * AT_ONCE, answers);
    }
  }

  private static Map<String, Service> servlets() {
    Service echo =
        (request, response) ->
            response.getOutputStream().write(request.getInputStream().readAllBytes());
    return Map.of(
        "/direct", echo,
        "/forward",
            (request, response) ->
                request.getRequestDispatcher("/direct").forward(request, response),
        "/async",
            (request, _) -> {
              AsyncContext async = request.startAsync();
              byte[] body = request.getInputStream().readAllBytes();
              Thread.ofVirtual().start(() -> complete(async, body));
            },
        "/dispatch", (request, _) -> request.startAsync().dispatch("/direct"));
  }

  private static void complete(AsyncContext async, byte[] body) {
    try {
      async.getResponse().getOutputStream().write(body);
      async.complete();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Several requests at once on one connection, again and again. */
  private static int talk(ServletServer server, Random random) throws IOException {
    int answers = 0;
    try (ScriptedPeer peer = server.connect()) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[][] bodies = new byte[AT_ONCE][];
        for (int id = 0; id < AT_ONCE; id++) {
          bodies[id] = new byte[random.nextInt(40_000)];
          random.nextBytes(bodies[id]);
          String path = PATHS.get(random.nextInt(PATHS.size()));
          Map<String, String> params =
              ServletServer.params("POST", path, Map.of(), bodies[id].length);
          peer.send(ScriptedPeer.request(id + 1, true, params, bodies[id]));
        }
        byte[][] answered = answers(peer);
        for (int id = 0; id < AT_ONCE; id++) {
          assertEquals(new String(bodies[id], ISO_8859_1), content(answered[id]));
          answers++;
        }
      }
    }
    return answers;
  }

  /** What all requests were answered, in whatever order that came. */
  private static byte[][] answers(ScriptedPeer peer) throws IOException {
    ByteArrayOutputStream[] outputs = new ByteArrayOutputStream[AT_ONCE];
    Arrays.setAll(outputs, _ -> new ByteArrayOutputStream());
    int ended = 0;
    while (ended < AT_ONCE) {
      switch (peer.next()) {
        case Record.Stdout(int id, ByteBuffer content) -> {
          byte[] bytes = new byte[content.remaining()];
          content.get(bytes);
          outputs[id - 1].writeBytes(bytes);
        }
        case Record.EndRequest _ -> ended++;
        default -> {}
      }
    }
    return Arrays.stream(outputs).map(ByteArrayOutputStream::toByteArray).toArray(byte[][]::new);
  }

  private static String content(byte[] answer) {
    String text = new String(answer, ISO_8859_1);
    assertTrue(text.startsWith("Status: 200 OK\r\n"), text);
    return text.substring(text.indexOf("\r\n\r\n") + 4);
  }
}
