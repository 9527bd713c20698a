package io.culvert.session.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Change;
import io.culvert.session.CreateResult;
import io.culvert.session.FakeClock;
import io.culvert.session.RemoteStatistics;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.Standing;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Two nodes that share sessions. */
final class RedisSessionStoreTest {
  private static final HeapLimits LITTLE_ROOM =
      new HeapLimits(160, 32, Long.MAX_VALUE, Duration.ofMinutes(1), Duration.ZERO);

  @TempDir private static Path folder;
  private static RedisProcess redis;
  private final FakeClock clock = new FakeClock();
  private final List<Node> nodes = new ArrayList<>();
  private String application = "";
  private Node one;
  private Node other;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void endRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    application = Node.newId().text();
    one = node(HeapLimits.sessions(1000));
    other = node(HeapLimits.sessions(1000));
  }

  private Node node(HeapLimits limits) throws IOException {
    RedisSettings settings = RedisSettings.at(RedisAddress.parse(redis.address()));
    Node node = Node.of(settings, application, clock, limits);
    nodes.add(node);
    return node;
  }

  @AfterEach
  void close() {
    nodes.forEach(Node::close);
  }

  @Test
  void nextRequestOnAnotherNodeSeesWhatWasSaved() {
    SessionId id = one.created("count", "0");
    for (int i = 1; i < 200; i++) {
      Node writer = i % 2 == 0 ? one : other;
      Node reader = i % 2 == 0 ? other : one;
      writer.put(id, "count", Integer.toString(i));
      assertEquals(Integer.toString(i), reader.visit(id, "count"));
    }
  }

  @Test
  void saveKnowsWhatAnotherNodeHasSaved() {
    SessionId id = one.created("a", "1");
    SessionSnapshot<String> old = one.store().find(id).orElseThrow();
    other.put(id, "b", "2");
    assertInstanceOf(
        SaveResult.Conflict.class, one.store().save(SessionUpdate.basedOn(old, List.of())));
    assertEquals("2", one.store().find(id).orElseThrow().attributes().get("b"));
  }

  @Test
  void valuesThatNobodyChangedStayTheObjectsTheyAre() {
    SessionId id = one.created("mine", "1", "theirs", "2");
    one.visit(id, "mine");
    Map<String, String> before = one.store().find(id).orElseThrow().attributes();
    other.put(id, "theirs", "2");
    one.visit(id, "mine");
    Map<String, String> after = one.store().find(id).orElseThrow().attributes();
    assertSame(before.get("mine"), after.get("mine"));
    assertNotSame(before.get("theirs"), after.get("theirs"));
  }

  @Test
  void itIsCountedWhoKnewASession() {
    SessionId id = one.created("a", "1");
    one.store().find(id);
    one.visit(id, "a");
    other.visit(id, "a");
    other.put(id, "a", "2");
    assertEquals("2", one.visit(id, "a"));
    one.store().inspect(id);
    one.visit(Node.newId(), "a");
    assertEquals(
        Optional.of(new RemoteStatistics(1, 1, 1, false, 0)), one.store().statistics().remote());
    assertEquals(
        Optional.of(new RemoteStatistics(0, 0, 1, false, 0)), other.store().statistics().remote());
  }

  @Test
  void valueThatCannotBeWrittenStaysOnItsNode() {
    SessionId id = one.created("lock", "unwritable", "user", "ada");
    other.put(id, "user", "eve");
    assertEquals("eve", one.visit(id, "user"));
    assertEquals("unwritable", one.visit(id, "lock"));
    assertEquals("", other.visit(id, "lock"));
  }

  @Test
  void renamedSessionIsGoneOnEveryNodeAtItsNextRequest() {
    SessionId id = one.created("user", "ada");
    assertEquals("ada", other.visit(id, "user"));
    SessionId renamed = one.idAfter(id);
    assertTrue(one.store().rename(id, renamed));
    assertEquals("gone", other.visit(id, "user"));
    assertEquals("ada", other.visit(renamed, "user"));
    assertTrue(other.store().delete(renamed).isPresent());
    assertEquals("gone", one.visit(renamed, "user"));
  }

  @Test
  void readOnlyRequestIsOneRoundTripAndDoesNotSendWhatIsKnown() {
    SessionId id = one.created("large", "x".repeat(100_000), "user", "ada");
    one.visit(id, "user");
    try (Jedis client = redis.client()) {
      long commands = number(client, "total_commands_processed");
      long sent = number(client, "total_net_output_bytes");
      one.visit(id, "user");
      for (int i = 0; i < 10; i++) {
        assertEquals(Set.of("large", "user"), attributes(one, id).keySet());
      }
      one.store().touch(id, clock.instant());
      one.store().flush(id);
      commands = number(client, "total_commands_processed") - commands;
      sent = number(client, "total_net_output_bytes") - sent;
      // the script, the question itself, and what the script calls
      assertTrue(commands <= 4, () -> "one request made several round trips");
      assertTrue(sent < 20_000, "known attributes were sent");
    }
  }

  @Test
  void onlyChangedAttributesAreSent() {
    SessionId id = one.created("large", "x".repeat(100_000));
    try (Jedis client = redis.client()) {
      long before = number(client, "total_net_input_bytes");
      one.put(id, "user", "ada");
      long got = number(client, "total_net_input_bytes") - before;
      assertTrue(got < 5_000, () -> got + " bytes for a few");
    }
  }

  private static Map<String, String> attributes(Node node, SessionId id) {
    return node.store().find(id).orElseThrow().attributes();
  }

  private static long number(Jedis client, String name) {
    return client
        .info("stats")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).trim()))
        .sum();
  }

  @Test
  void expiredSessionIsCollectedByOneNode() {
    SessionId id = one.created("user", "ada");
    other.visit(id, "user");
    clock.advance(Duration.ofHours(1));
    List<SessionSnapshot<String>> ended = new ArrayList<>(other.store().expire());
    ended.addAll(one.store().expire());
    assertEquals(List.of(id), ended.stream().map(SessionSnapshot::id).toList());
    assertEquals("ada", ended.getFirst().attributes().get("user"));
  }

  @Test
  void floodOfNewcomersDisplacesNewcomersOnly() throws IOException {
    Node full = node(LITTLE_ROOM);
    List<SessionId> users = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      users.add(full.created("user", "ada"));
      full.visit(users.getLast(), "user");
    }
    int evicted = 0;
    for (int i = 0; i < 500; i++) {
      clock.advance(Duration.ofMillis(1));
      evicted +=
          assertInstanceOf(CreateResult.Created.class, full.store().create(full.fresh()))
              .evicted()
              .size();
    }
    full.store().expire();
    assertTrue(evicted > 400, "newcomers have a small room of their own");
    assertEquals(evicted, full.store().statistics().evictions());
    assertTrue(full.store().statistics().live().get(Standing.NEWCOMER) <= 32);
    users.forEach(id -> assertEquals("ada", full.visit(id, "user")));
  }

  @Test
  void whenAllRoomIsTakenByPeopleNewSessionsAreRefused() throws IOException {
    Node full = node(LITTLE_ROOM);
    int created = 0;
    boolean refused = false;
    while (created <= 160 && !refused) {
      SessionSnapshot<String> session = full.fresh();
      CreateResult<String> result = full.store().create(session);
      refused = result instanceof CreateResult.Refused;
      if (!refused) {
        created++;
        full.visit(session.id(), "");
      }
    }
    assertTrue(refused, "there is room for 160");
    assertEquals(1, full.store().statistics().refused());
  }

  @Test
  void allRoomIsTakenBeforeAnybodyIsRefused() throws IOException {
    Node full = node(LITTLE_ROOM);
    for (int i = 0; i < 160; i++) {
      SessionSnapshot<String> session = full.fresh();
      assertInstanceOf(CreateResult.Created.class, full.store().create(session), "at " + i);
      full.visit(session.id(), "");
      full.store().expire();
    }
    assertInstanceOf(CreateResult.Refused.class, full.store().create(full.fresh()));
    assertEquals(160, full.store().count());
  }

  @Test
  void sessionsThatAreThereAreCountedFromTheStart() throws IOException {
    one.created("user", "ada");
    one.created("user", "eve");
    assertEquals(2, node(HeapLimits.sessions(1000)).store().count());
  }

  @Test
  void whoAsksAgainForTheEndOfASessionIsGivenItOnceMore() {
    SessionId deleted = one.created("user", "ada");
    SessionId expired = one.created("user", "eve");
    Calls calls = Calls.of("culvert:", application, HeapLimits.sessions(1000));
    Script.Call delete = calls.delete(deleted, "0".repeat(Marks.LENGTH), clock.instant());
    Instant later = clock.instant().plus(Duration.ofHours(1));
    Script.Call collect = calls.collect(expired, "1".repeat(Marks.LENGTH), later);
    for (Script.Call call : List.of(delete, delete, collect, collect)) {
      StoredSession last = one.redis().run(call).session().orElseThrow();
      assertEquals(Set.of("user"), last.attributes().keySet());
    }
    Script.Call another = calls.delete(deleted, "2".repeat(Marks.LENGTH), clock.instant());
    assertTrue(one.redis().run(another).session().isEmpty(), "only who has ended it is told");
    assertTrue(one.store().ids().isEmpty());
  }

  @Test
  void newcomerWhoseClientDoesNotComeBackEndsEarly() throws IOException {
    Node node = node(LITTLE_ROOM);
    SessionId id = node.created("user", "nobody");
    SessionId stays = node.created("user", "ada");
    node.visit(stays, "user");
    clock.advance(Duration.ofMinutes(1));
    assertEquals("gone", node.visit(id, "user"));
    assertEquals("ada", node.visit(stays, "user"));
  }

  @Test
  void nodeThatForgetsAsksAgain() throws IOException {
    RedisSettings usual = RedisSettings.at(RedisAddress.parse(redis.address()));
    RedisSettings forgetful =
        new RedisSettings(
            usual.address(),
            usual.prefix(),
            usual.timeout(),
            1,
            usual.whenDown(),
            usual.backlog(),
            1);
    Node node = Node.of(forgetful, application, clock);
    nodes.add(node);
    List<SessionId> ids = List.of(node.created("a", "1"), node.created("a", "2"));
    assertEquals(1, node.store().held().count());
    assertEquals("1", attributes(node, ids.get(0)).get("a"));
    assertEquals("2", attributes(node, ids.get(1)).get("a"));
  }

  @Test
  void shortIdleTimeIsCountedFromTheEndOfTheLastRequest() {
    SessionId id = one.created("user", "ada");
    one.store()
        .save(
            SessionUpdate.regardless(
                id, List.of(new Change.MaxInactive<>(Duration.ofSeconds(30)))));
    one.visit(id, "user");
    Instant came = clock.instant();
    clock.advance(Duration.ofSeconds(15));
    assertTrue(one.store().touch(id, came));
    clock.advance(Duration.ofSeconds(25));
    assertEquals("ada", other.visit(id, "user"));
  }

  @Test
  void whoInspectsSessionsDisplacesNone() {
    SessionId id = one.created("user", "ada");
    SessionSnapshot<String> seen = other.store().inspect(id).orElseThrow();
    assertEquals(Map.of("user", "ada"), seen.attributes());
    assertEquals(0, other.store().held().count());
  }

  @Test
  void nothingIsLeftBehindForEverByServersThatAreGone() {
    one.created("user", "ada");
    SessionId endless = one.created();
    one.store().delete(endless);
    try (Jedis client = redis.client()) {
      Set<String> keys = client.keys("culvert:{" + application + "*");
      assertTrue(keys.size() >= 3, keys::toString);
      keys.forEach(key -> assertTrue(client.ttl(key) > 0, key));
    }
  }
}
