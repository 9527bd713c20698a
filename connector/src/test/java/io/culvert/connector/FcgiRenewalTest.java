package io.culvert.connector;

import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.await;
import static io.culvert.connector.ServedApplication.uri;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.loop.Threads;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads that make room for new ones while requests come. */
@Timeout(60)
class FcgiRenewalTest {
  private static final int LOOPS = 2;
  private static final int CONNECTIONS = 4;

  @RegisterExtension private final ServedApplication fcgi = new ServedApplication();

  private final Set<Thread> used = ConcurrentHashMap.newKeySet();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  private void serve(FcgiRequest request, ResponseStream response) throws IOException {
    used.add(Thread.currentThread());
    if (uri(request).equals("/held")) {
      arrived.countDown();
      await(gate);
    }
    answer(response, "ok");
  }

  private static void ask(ScriptedPeer peer, String uri) throws IOException {
    peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get(uri, NO_MORE), NOTHING));
  }

  private static void askAll(List<ScriptedPeer> peers) throws IOException {
    for (ScriptedPeer peer : peers) {
      ask(peer, "/");
      assertEquals("ok", peer.answer(1).body());
    }
  }

  @Test
  void everyThreadThatHasServedIsReplacedAndNoRequestNotices() throws Exception {
    var endpoint = fcgi.serve(this::serve, Limits.DEFAULT, new Threads(LOOPS, 0, 0));
    try (ScriptedPeer a = ScriptedPeer.connect(endpoint);
        ScriptedPeer b = ScriptedPeer.connect(endpoint);
        ScriptedPeer c = ScriptedPeer.connect(endpoint);
        ScriptedPeer d = ScriptedPeer.connect(endpoint);
        ScriptedPeer held = ScriptedPeer.connect(endpoint)) {
      List<ScriptedPeer> peers = List.of(a, b, c, d);
      assertEquals(CONNECTIONS, peers.size());
      askAll(peers);
      ask(held, "/held");
      arrived.await();
      Set<Thread> before = new HashSet<>(used);
      used.clear();
      fcgi.server().renewThreads();
      askAll(peers);
      gate.countDown();
      assertEquals("ok", held.answer(1).body());
      for (Thread old : before) {
        old.join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(old.isAlive(), () -> old + " is still there");
      }
      used.clear();
      askAll(peers);
      used.retainAll(before);
      assertEquals(Set.of(), used);
    }
  }
}
