package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.lang.Thread.State;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FcgiDrainingTest {
  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  @Test
  void drainingAnswersWhatRunsAndThenCloses() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoint endpoint =
        fcgi.serve(
            (_, response) -> {
              started.countDown();
              await(goOn);
              answer(response, "in time");
            });
    try (ScriptedPeer peer = ScriptedPeer.connect(endpoint)) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      started.await();
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> fcgi.server().drain(Duration.ofSeconds(30)));
      while (fcgi.socket().toFile().exists()) {
        Thread.onSpinWait();
      }
      assertThrows(IOException.class, () -> ScriptedPeer.connect(endpoint));
      goOn.countDown();
      assertEquals("in time", peer.answer(1).body());
      assertTrue(peer.isClosedByServer());
      peer.shutdownOutput();
      assertTrue(drained.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void drainingAnswersWhatHadComeButWasNotReadYet(@TempDir Path folder) throws Exception {
    Endpoint endpoint = new Endpoint.Unix(folder.resolve("s"), 0600);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    ConnectionEvents holdingTheLoopUp =
        new ConnectionEvents() {
          @Override
          public void connectionOpened(SocketAddress peer) {
            if (opened.incrementAndGet() == 2) {
              await(goOn);
            }
          }
        };
    FcgiServerConfig usual = FcgiServerConfig.on(endpoint);
    FcgiServerConfig oneLoop =
        new FcgiServerConfig(
            usual.addresses(),
            usual.peers(),
            usual.limits(),
            usual.timeouts(),
            usual.aborts(),
            new Threads(1, 0, 0));
    try (FcgiServer server =
            FcgiServer.start(
                oneLoop, (_, response) -> answer(response, "in time"), holdingTheLoopUp);
        ScriptedPeer kept = ScriptedPeer.connect(endpoint)) {
      kept.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
      assertEquals("in time", kept.answer(1).body());
      try (ScriptedPeer _ = ScriptedPeer.connect(endpoint)) {
        while (opened.get() < 2) {
          Thread.onSpinWait();
        }
        kept.send(ScriptedPeer.request(2, true, ScriptedPeer.get("/", NO_MORE), NOTHING));
        Thread draining = Thread.ofPlatform().start(() -> server.drain(Duration.ofSeconds(30)));
        while (Files.exists(folder.resolve("s")) || draining.getState() != State.TIMED_WAITING) {
          Thread.onSpinWait();
        }
        goOn.countDown();
        assertEquals("in time", kept.answer(2).body());
      }
    }
  }
}
