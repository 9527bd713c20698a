package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.culvert.session.SessionProofs;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sessions of one application, through all its generations: two of them run at once while one
 * takes over from the other, and none while it is not deployed.
 */
final class ApplicationSessions {
  /** Of a key: enough to tell all sessions of an application apart. */
  private static final int KEY_DIGITS = 16;

  private final String name;
  private final StoreClock latencies = new StoreClock(System::nanoTime);
  private final SessionStore<Attribute> store;
  private final Clock clock;
  private final Optional<Ephemeral> ephemeral;
  private final Tally tally;

  /** The youngest generation last. */
  private final List<StoreSessionManager> running = new CopyOnWriteArrayList<>();

  /**
   * @param name the application's, the same for all its generations
   * @param clock must be the one the store goes by
   * @param proofs for sessions that need not be stored; empty if all are
   */
  ApplicationSessions(
      String name, SessionStore<Attribute> store, Clock clock, Optional<SessionProofs> proofs) {
    this.name = name;
    this.store = new TimedStore<>(store, latencies);
    this.clock = clock;
    this.ephemeral = proofs.map(each -> new Ephemeral(name, each));
    this.tally = new Tally(store, clock);
  }

  String name() {
    return name;
  }

  SessionStore<Attribute> store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  Optional<Ephemeral> ephemeral() {
    return ephemeral;
  }

  /** How its sessions fare. */
  SessionCounts counts() {
    return tally.counts(name, latencies.latencies());
  }

  Tally tally() {
    return tally;
  }

  void started(StoreSessionManager generation) {
    running.add(generation);
  }

  void stopped(StoreSessionManager generation) {
    running.remove(generation);
  }

  /** The generation that is told what happens to sessions; empty while none runs. */
  Optional<StoreSessionManager> youngest() {
    List<StoreSessionManager> all = List.copyOf(running);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Takes all values away from a generation that ends. */
  void release(Generation generation) {
    store
        .held()
        .forEach(
            session ->
                session
                    .attributes()
                    .forEach(
                        (attribute, value) ->
                            value.release(new Place(session.id(), attribute), generation)));
  }

  /** Ends the sessions whose time is up; the youngest generation is told. */
  void sweep() {
    latencies.tick();
    store.expire().forEach(last -> ended(last, SessionDestroyedReason.TIMEOUT));
  }

  private void ended(SessionSnapshot<Attribute> last, SessionDestroyedReason reason) {
    youngest()
        .ifPresentOrElse(
            told -> told.ended(last, reason), () -> tally.sessionEnded(last.times(), reason));
  }

  /** Some sessions behind a key, in the order of their keys, as an operator sees them. */
  List<SessionView> list(String after, int most) {
    NavigableMap<String, SessionId> page = new TreeMap<>();
    for (SessionId id : store.ids()) {
      String key = keyOf(id);
      if (key.compareTo(after) > 0) {
        page.put(key, id);
      }
      if (page.size() > most) {
        page.pollLastEntry();
      }
    }
    return page.values().stream()
        .flatMap(id -> store.inspect(id).stream())
        .map(ApplicationSessions::view)
        .toList();
  }

  Optional<SessionView> inspect(String key) {
    return known(key).map(ApplicationSessions::view);
  }

  private Optional<SessionSnapshot<Attribute>> known(String key) {
    return store.ids().stream()
        .filter(id -> keyOf(id).equals(key))
        .findAny()
        .flatMap(store::inspect);
  }

  /** Ends a session; the youngest generation is told. */
  boolean invalidate(String key) {
    Optional<SessionSnapshot<Attribute>> ended =
        known(key).flatMap(session -> store.delete(session.id()));
    ended.ifPresent(last -> ended(last, SessionDestroyedReason.INVALIDATED));
    return ended.isPresent();
  }

  private static String keyOf(SessionId id) {
    String digest = Fingerprint.of(id.text().getBytes(StandardCharsets.US_ASCII)).text();
    return digest.substring(0, KEY_DIGITS);
  }

  private static SessionView view(SessionSnapshot<Attribute> session) {
    Map<String, Long> sizes = new HashMap<>();
    session.attributes().forEach((attribute, value) -> sizes.put(attribute, value.size()));
    return new SessionView(
        keyOf(session.id()),
        session.times().created(),
        session.times().lastAccessed(),
        session.times().maxInactive(),
        new AttributeAppraisal().standing(session),
        sizes);
  }

  /** Closes the store; what was in it is returned as far as it can be written down. */
  List<SessionSnapshot<byte[]>> close() {
    return store.shutDown().stream().map(ApplicationSessions::written).toList();
  }

  private static SessionSnapshot<byte[]> written(SessionSnapshot<Attribute> session) {
    Map<String, byte[]> bytes = new HashMap<>();
    session
        .attributes()
        .forEach(
            (attribute, value) ->
                value
                    .bytes(new Place(session.id(), attribute))
                    .ifPresent(written -> bytes.put(attribute, written)));
    return new SessionSnapshot<>(session.id(), session.version(), session.times(), bytes);
  }

  /** Takes in a session that {@link #close} has returned once. */
  void restore(SessionSnapshot<byte[]> session) {
    Map<String, Attribute> attributes = new HashMap<>();
    session
        .attributes()
        .forEach((attribute, bytes) -> attributes.put(attribute, Attribute.of(bytes)));
    if (!session.times().isOver(clock.instant())) {
      store.create(
          new SessionSnapshot<>(session.id(), session.version(), session.times(), attributes));
    }
  }

  /** Returns when all sessions are as safe as the store makes them. */
  void flush() {
    if (store.keepsCopies()) {
      // all at once, so that they share what the disk does
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        store.ids().forEach(id -> threads.execute(() -> store.flush(id)));
      }
    }
  }
}
