package io.culvert.container.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.RefusalCause;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator finds in the log of what front ends and clients do. */
@Timeout(60)
class EventLogTest {
  private static final Logger LOGGER = Logger.getLogger("io.culvert.connector");

  private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

  private final Queue<Runnable> minutes = new ConcurrentLinkedQueue<>();
  private final List<String> entries = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.INFO.intValue()) {
            String text = MESSAGE.format(ExtLogRecord.wrap(record));
            entries.add(record.getLevel() + " " + text);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder;
  private Endpoint endpoint;
  private FcgiServer server;

  @BeforeEach
  void start() throws IOException {
    LOGGER.addHandler(handler);
    endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    server =
        FcgiServer.start(FcgiServerConfig.on(endpoint), this::serve, new EventLog(minutes::add));
  }

  @AfterEach
  void stop() {
    server.close();
    LOGGER.removeHandler(handler);
  }

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    String uri = request.params().toMap().getOrDefault("REQUEST_URI", "");
    switch (uri) {
      case "/fails" -> throw new IOException("thrown by the test");
      case "/refused" -> request.refused(RefusalCause.NOT_HTTP, 400, "bad\nidea");
      case "/gone" -> {
        try {
          gone.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      default -> {}
    }
    response.end(text("Status: 200 OK\r\n\r\n"), text("well"));
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] get(int id, String uri) {
    return ScriptedPeer.request(id, true, ScriptedPeer.get(uri, Map.of()), new byte[0]);
  }

  private void drain() {
    assertTrue(server.drain(Duration.ofSeconds(30)));
  }

  @Test
  void whoOnlyLooksWhetherSomebodyListensIsNotLogged() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      ScriptedPeer.connect(endpoint).close();
    }
    drain();
    assertEquals(List.of(), entries);
  }

  @Test
  void whoHangsUpInTheMiddleOfParametersIsNotLogged() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(ScriptedPeer.begin(1, Role.RESPONDER, true));
      }
    }
    drain();
    assertEquals(List.of(), entries);
  }

  @Test
  void whoHangsUpBeforeTheAnswerIsNotLogged() throws IOException {
    for (int i = 0; i < 10; i++) {
      try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
        peer.send(get(1, "/gone"));
      }
    }
    gone.countDown();
    drain();
    assertEquals(List.of(), entries);
  }

  @Test
  void aFloodOfRefusalsIsAFewEntriesAndANumber() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 12_355; i++) {
        peer.send(get(1, "/refused"));
        peer.answer(1);
      }
    }
    drain();
    assertEquals(
        Collections.nCopies(
            Flood.MOST, "INFO request 1 from a Unix socket refused with 400: bad\\u000Aidea"),
        entries);
    minutes.remove().run();
    assertEquals("INFO … and 12,345 more requests refused with 400", entries.getLast());
    assertEquals(Flood.MOST + 1, entries.size());
  }

  @Test
  void everyFailureIsAnErrorUntilThereAreTooMany() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      for (int i = 0; i < 15; i++) {
        peer.send(get(1, "/fails"));
        assertEquals(500, peer.answer(1).status());
      }
    }
    drain();
    minutes.remove().run();
    List<String> expected =
        new ArrayList<>(
            Collections.nCopies(Flood.MOST, "ERROR request 1 from a Unix socket failed"));
    expected.add("ERROR … and 5 more requests that failed");
    assertEquals(expected, entries);
  }

  @Test
  void whoSpeaksSomethingElseIsAWarning() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(peer.isClosedByServer());
    }
    drain();
    assertEquals(1, entries.size(), entries.toString());
    assertTrue(entries.getFirst().startsWith("WARN connection from a Unix socket closed"));
  }
}
