package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
