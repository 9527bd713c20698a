package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.FakeClock;
import io.culvert.session.RemoteStatistics;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.StoreUnavailableException;
import io.culvert.session.redis.RedisSettings.WhenDown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Redis crashes, hangs and comes back. */
@Timeout(60)
final class RedisAwayTest {
  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final List<Node> nodes = new ArrayList<>();
  private RedisProcess redis;

  @BeforeEach
  void startRedis() throws IOException {
    redis = RedisProcess.start(folder, "--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterEach
  void endAll() {
    nodes.forEach(Node::close);
    redis.close();
  }

  private Node node(WhenDown whenDown, long backlog) throws IOException {
    return node(whenDown, backlog, Duration.ofSeconds(10));
  }

  private Node node(WhenDown whenDown, long backlog, Duration timeout) throws IOException {
    RedisSettings usual = RedisSettings.at(RedisAddress.parse(redis.address()));
    RedisSettings settings =
        new RedisSettings(usual.address(), usual.prefix(), timeout, 4, whenDown, backlog, 100);
    Node node = Node.of(settings, "shop", clock);
    nodes.add(node);
    return node;
  }

  private static void refuses(Runnable task) {
    assertThrows(StoreUnavailableException.class, task::run);
  }

  private static boolean works(Runnable task) {
    try {
      task.run();
      return true;
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  private static void awaitUntil(BooleanSupplier done) {
    RedisProcess.awaitUntil(done);
  }

  @Test
  void whoeverRefusesRefusesAllAndLosesNothing() throws IOException {
    Node node = node(WhenDown.REFUSE, 1 << 20);
    SessionId id = node.created("user", "ada");
    redis.kill();
    refuses(() -> node.visit(id, "user"));
    refuses(() -> node.put(id, "user", "eve"));
    refuses(() -> node.store().create(node.fresh()));
    refuses(() -> node.store().delete(id));
    assertEquals(List.of(), node.store().expire());
    redis.again();
    awaitUntil(() -> works(() -> node.visit(id, "user")));
    assertEquals("ada", node.visit(id, "user"));
  }

  @Test
  void serverWithoutRedisDoesNotStart() {
    redis.kill();
    IOException said = assertThrows(IOException.class, () -> node(WhenDown.REMEMBER, 1 << 20));
    assertTrue(said.getMessage().contains("sessions.redis.address"), said::getMessage);
  }

  @Test
  void whoeverRemembersServesWhomHeKnowsAndTellsRedisLater() throws IOException {
    Node node = node(WhenDown.REMEMBER, 1 << 20);
    SessionId changed = node.created("count", "0", "user", "ada");
    SessionId renamed = node.created("user", "bob");
    SessionId ended = node.created("user", "eve");
    SessionId unknown = Node.newId();
    redis.kill();
    for (int i = 1; i <= 20; i++) {
      node.put(changed, "count", Integer.toString(i));
      RemoteStatistics remote = node.store().statistics().remote().orElseThrow();
      assertTrue(remote.away() && remote.backlog() >= i, remote::toString);
      assertEquals(Integer.toString(i), node.visit(changed, "count"));
    }
    SessionId next = node.idAfter(renamed);
    assertTrue(node.store().rename(renamed, next));
    assertEquals("gone", node.visit(renamed, "user"));
    assertTrue(node.store().delete(ended).isPresent());
    assertEquals("gone", node.visit(ended, "user"));
    SessionId created = node.created("user", "new");
    refuses(() -> node.visit(unknown, "user"));

    redis.again();
    // only Redis can say that there is none, and is asked again when it was told everything
    awaitUntil(() -> works(() -> node.visit(unknown, "user")));
    Node other = node(WhenDown.REFUSE, 1 << 20);
    assertEquals("20", other.visit(changed, "count"));
    assertEquals("ada", other.visit(changed, "user"));
    assertEquals("bob", other.visit(next, "user"));
    assertEquals("gone", other.visit(renamed, "user"));
    assertEquals("gone", other.visit(ended, "user"));
    assertEquals("new", other.visit(created, "user"));
  }

  @Test
  void whatDoesNotFitIntoTheBacklogIsRefusedAndWhatDoesIsNotLost() throws IOException {
    Node node = node(WhenDown.REMEMBER, 20_000);
    SessionId id = node.created("count", "0");
    redis.kill();
    int told = 0;
    while (told < 1000 && put(node, id, told + 1)) {
      told++;
    }
    assertTrue(told > 5 && told < 200, "changes that fit: " + told);
    assertEquals(Integer.toString(told), node.visit(id, "count"), "reading goes on");
    redis.again();
    awaitUntil(() -> works(() -> node.visit(Node.newId(), "")));
    assertEquals(Integer.toString(told), node(WhenDown.REFUSE, 1 << 20).visit(id, "count"));
  }

  private static boolean put(Node node, SessionId id, int count) {
    return works(() -> node.put(id, "count", Integer.toString(count)));
  }

  @Test
  void redisIsAskedAgainHoweverFastNewChangesCome() throws Exception {
    Node node = node(WhenDown.REMEMBER, 1 << 18);
    Map<SessionId, Integer> told = new ConcurrentHashMap<>();
    AtomicBoolean goOn = new AtomicBoolean(true);
    redis.kill();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < 3; i++) {
        SessionId id = node.created("count", "0");
        threads.execute(() -> countOn(node, id, told, goOn));
      }
      try {
        redis.again();
        awaitUntil(() -> works(() -> node.visit(Node.newId(), "")));
      } finally {
        goOn.set(false);
      }
    }
    Node other = node(WhenDown.REFUSE, 1 << 20);
    assertEquals(3, told.size());
    told.forEach((id, count) -> assertEquals(count.toString(), other.visit(id, "count")));
  }

  private static void countOn(
      Node node, SessionId id, Map<SessionId, Integer> told, AtomicBoolean goOn) {
    for (int count = 1; goOn.get(); count++) {
      if (put(node, id, count)) {
        told.put(id, count);
      }
    }
  }

  @Test
  void serverThatStopsTellsRedisFirstIfItCan() throws IOException {
    Node node = node(WhenDown.REMEMBER, 1 << 20);
    SessionId id = node.created("user", "ada");
    redis.kill();
    node.put(id, "user", "eve");
    redis.again();
    redis.awaitAnswer();
    nodes.remove(node);
    node.close();
    assertEquals("eve", node(WhenDown.REFUSE, 1 << 20).visit(id, "user"));
  }

  @Test
  void hangingRedisIsNotWaitedForTwice() throws Exception {
    Node node = node(WhenDown.REFUSE, 1 << 20, Duration.ofSeconds(1));
    SessionId id = node.created("user", "ada");
    signal("-STOP");
    refuses(() -> node.visit(id, "user"));
    long before = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      refuses(() -> node.visit(id, "user"));
    }
    long took = Duration.ofNanos(System.nanoTime() - before).toSeconds();
    assertFalse(took > 20, () -> "a thousand refusals took " + took + " s: each has waited");
    signal("-CONT");
    awaitUntil(() -> works(() -> node.visit(id, "user")));
    assertEquals("ada", node.visit(id, "user"));
  }

  @Test
  void whoWasHeardOfAllTheTimeIsStillThereWhenRedisIsBack() throws IOException {
    Node node = node(WhenDown.REMEMBER, 1 << 20);
    SessionId reader = node.created("user", "ada");
    SessionId writer = node.created("user", "bob");
    SessionId idle = node.created("user", "nobody");
    redis.kill();
    for (int i = 0; i < 40; i++) {
      clock.advance(Duration.ofMinutes(1));
      assertEquals("ada", node.visit(reader, "user"));
      assertTrue(node.store().touch(writer, clock.instant()));
    }
    node.put(writer, "user", "eve");
    clock.advance(Duration.ofMinutes(20));
    assertEquals("ada", node.visit(reader, "user"));
    redis.again();
    awaitUntil(() -> works(() -> node.visit(Node.newId(), "")));
    assertEquals(List.of(), node.store().expire(), "others may have to tell it something, too");

    Node other = node(WhenDown.REFUSE, 1 << 20);
    List<SessionId> ended = other.store().expire().stream().map(SessionSnapshot::id).toList();
    assertEquals(List.of(idle), ended);
    assertEquals("ada", other.visit(reader, "user"));
    assertEquals("eve", other.visit(writer, "user"));
  }

  @Test
  void sessionThatEndedElsewhereStaysEndedThoughItsClientWasHeardOf() throws IOException {
    Node node = node(WhenDown.REMEMBER, 1 << 20);
    SessionId id = node.created("user", "ada");
    node(WhenDown.REFUSE, 1 << 20).store().delete(id);
    redis.kill();
    clock.advance(Duration.ofMinutes(1));
    assertEquals("ada", node.visit(id, "user"), "as the page about sessions says");
    redis.again();
    awaitUntil(() -> works(() -> node.visit(Node.newId(), "")));
    assertEquals("gone", node.visit(id, "user"));
  }

  @Test
  void changeThatRedisRefusesDoesNotKeepItAway() throws IOException {
    Node node = node(WhenDown.REMEMBER, 1 << 20);
    node.created("user", "ada");
    redis.kill();
    SessionId refused = node.created("user", "bob");
    redis.againWith("--maxmemory", "1", "--maxmemory-policy", "noeviction");
    awaitUntil(() -> works(() -> node.visit(Node.newId(), "")));
    assertEquals("gone", node.visit(refused, "user"));
    refuses(() -> node.store().create(node.fresh()));
    assertEquals("gone", node.visit(Node.newId(), ""), "only who needs memory is refused");
  }

  @Test
  void threadThatIsInterruptedIsServedAndTakesRedisFromNobody() throws Exception {
    Node node = node(WhenDown.REFUSE, 1 << 20);
    SessionId id = node.created("user", "ada");
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  node.put(id, "user", "eve");
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                });
    thread.join();
    assertTrue(stillInterrupted.get(), "it was not served, or nobody knows that it is interrupted");
    assertEquals("eve", node.visit(id, "user"));
  }

  @Test
  void threadThatIsInterruptedWhileItWaitsTakesRedisFromNobody() throws Exception {
    Node node = node(WhenDown.REFUSE, 1 << 20);
    SessionId id = node.created("user", "ada");
    AtomicInteger served = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    node.put(id, "count", Integer.toString(i));
                    served.incrementAndGet();
                    if (Thread.interrupted()) {
                      seen.incrementAndGet();
                    }
                  }
                });
    while (thread.isAlive()) {
      int before = seen.get();
      thread.interrupt();
      // once for each change at most: who is interrupted without end is not served
      awaitUntil(() -> seen.get() > before || !thread.isAlive());
    }
    assertEquals(500, served.get());
  }

  private void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(redis.pid());
    assertEquals(0, new ProcessBuilder("kill", name, pid).start().waitFor());
  }

  @Test
  void connectionsThatWereCutMeanwhileAreNoFailure() throws Exception {
    Node node = node(WhenDown.REFUSE, 1 << 20);
    SessionId id = node.created("user", "ada");
    openFourConnections(node, id);
    try (Jedis client = redis.client()) {
      client.clientKill(
          new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    }
    assertEquals("ada", node.visit(id, "user"));
  }

  /** All that there may be: while Redis hangs each of four requests waits on its own. */
  private void openFourConnections(Node node, SessionId id) throws Exception {
    try (Jedis client = redis.client();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      signal("-STOP");
      List<Future<String>> visits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        visits.add(threads.submit(() -> node.visit(id, "user")));
      }
      signal("-CONT");
      for (Future<String> visit : visits) {
        assertEquals("ada", visit.get());
      }
      assertTrue(client.clientList().lines().count() > 2, "connections that wait to be used again");
    }
  }
}
