package io.culvert.container.session;

import io.culvert.session.CreateResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionManagerStatistics;
import io.undertow.server.session.SessionReferenceConfig;
import io.undertow.util.AttachmentKey;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sessions of one application, in the form Undertow wants. */
final class StoreSessionManager implements SessionManager {
  /** Of sessions whose application says nothing about it, as everywhere. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  /** One per manager: a request can visit sessions of several applications. */
  private final AttachmentKey<Visit> visitKey = AttachmentKey.create(Visit.class);

  private final ApplicationSessions application;
  private final SessionStore<Attribute> store;
  private final SessionIds ids;
  private final Clock clock;
  private final Generation generation;
  private final Handles handles = new Handles();
  private final Announcements announcements = new Announcements();
  private final Tally tally;
  private volatile Duration timeout = DEFAULT_TIMEOUT;

  /**
   * @param application the sessions, which this generation shares with those before and after it
   * @param loader finds the generation's classes
   * @param context the generation's
   */
  StoreSessionManager(
      ApplicationSessions application,
      SessionIds ids,
      ClassLoader loader,
      Supplier<ServletContext> context) {
    this.application = application;
    this.store = application.store();
    this.ids = ids;
    this.clock = application.clock();
    this.tally = application.tally();
    this.generation = new Generation(loader, context, this::handle);
  }

  @Override
  public String getDeploymentName() {
    return application.name();
  }

  @Override
  public void start() {
    application.started(this);
  }

  /**
   * Ends a generation of the application, not its sessions: their values are written down, for the
   * next generation or for the next start of the server.
   */
  @Override
  public void stop() {
    application.stopped(this);
    generation.end();
    application.release(generation);
  }

  Generation generation() {
    return generation;
  }

  @Override
  public Session createSession(HttpServerExchange exchange, SessionConfig config) {
    Instant now = clock.instant();
    SessionId id = idOfCallingContext(exchange, config).orElseGet(ids::next);
    return switch (store.create(SessionSnapshot.beginning(id, now, timeout))) {
      case CreateResult.Taken<Attribute> _ ->
          // Undertow then looks for it again, which is right if another request was faster
          throw new IllegalStateException("session %s exists already".formatted(id));
      case CreateResult.Created<Attribute>(List<SessionSnapshot<Attribute>> evicted) -> {
        StoreSession session = handle(id);
        exchange.putAttachment(visitKey, new Visit(session, config, now, true));
        if (!exchange.isResponseStarted()) {
          config.setSessionId(exchange, id.text());
        }
        tally.sessionCreated();
        announcements.created(session, exchange);
        evicted.forEach(last -> ended(last, SessionDestroyedReason.TIMEOUT));
        tally.sessionsEvicted(evicted.size());
        yield session;
      }
    };
  }

  /**
   * When a request is dispatched into another context, the session there goes by the id of the
   * session here, and Undertow says so with a config of its own. Any other config reads the id from
   * the request, and that must not become the name of a new session: it may be planted.
   */
  private static Optional<SessionId> idOfCallingContext(
      HttpServerExchange exchange, SessionConfig config) {
    return config instanceof SessionReferenceConfig
        ? SessionId.parse(config.findSessionId(exchange))
        : Optional.empty();
  }

  @Override
  public @Nullable Session getSession(@Nullable HttpServerExchange exchange, SessionConfig config) {
    Visit visit = exchange == null ? null : exchange.getAttachment(visitKey);
    if (visit != null && !visit.session().isInvalid()) {
      return visit.session();
    }
    String text = config.findSessionId(exchange);
    if (text == null) {
      return null;
    }
    return SessionId.parse(text).flatMap(id -> visited(id, exchange, config)).orElse(null);
  }

  private Optional<StoreSession> visited(
      SessionId id, @Nullable HttpServerExchange exchange, SessionConfig config) {
    Optional<SessionSnapshot<Attribute>> found = store.find(id);
    if (found.isEmpty() || !store.touch(id, found.get().times().lastAccessed())) {
      return Optional.empty();
    }
    StoreSession session = handle(id);
    if (exchange != null) {
      exchange.putAttachment(visitKey, new Visit(session, config, clock.instant(), false));
    }
    return Optional.of(session);
  }

  /** Looking at a session by its id is no visit: it doesn't lengthen the session's life. */
  @Override
  public @Nullable Session getSession(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return SessionId.parse(id).flatMap(store::find).map(found -> handle(found.id())).orElse(null);
  }

  /**
   * Notes the visit as the last one. Undertow may call this more than once for a request, and
   * before the application is done with it; saying the same again does no harm.
   */
  void requestDone(StoreSession session, @Nullable HttpServerExchange exchange) {
    if (exchange == null) {
      store.touch(session.sessionId(), clock.instant());
      session.settle();
      return;
    }
    Visit visit = exchange.getAttachment(visitKey);
    if (visit != null && visit.session() == session && !visit.created()) {
      store.touch(session.sessionId(), visit.arrived());
    }
    session.settle();
  }

  /** A request has left the application, though it may go on asynchronously. */
  void requestLeft(HttpServerExchange exchange) {
    Visit visit = exchange.getAttachment(visitKey);
    if (visit != null) {
      visit.session().settle();
    }
  }

  SessionId newId() {
    return ids.next();
  }

  void renamed(SessionId from, SessionId to, StoreSession session) {
    handles.renamed(from, to, session);
  }

  /** Ends a session the application has invalidated; the client is told to forget the id. */
  void invalidated(
      StoreSession session,
      SessionSnapshot<Attribute> last,
      @Nullable HttpServerExchange exchange) {
    handles.remove(last.id());
    session.end(last, exchange, SessionDestroyedReason.INVALIDATED);
    tally.sessionEnded(last.times(), SessionDestroyedReason.INVALIDATED);
    Visit visit = exchange == null ? null : exchange.removeAttachment(visitKey);
    if (exchange != null && visit != null) {
      visit.config().clearSession(exchange, last.id().text());
    }
  }

  /** Ends a session that has left the store without the application's doing. */
  void ended(SessionSnapshot<Attribute> last, SessionDestroyedReason reason) {
    StoreSession session = handles.remove(last.id()).orElseGet(() -> newHandle(last.id()));
    session.end(last, null, reason);
    tally.sessionEnded(last.times(), reason);
  }

  private StoreSession handle(SessionId id) {
    return handles.of(id, this::newHandle);
  }

  private StoreSession newHandle(SessionId id) {
    return new StoreSession(this, store, announcements, id);
  }

  @Override
  public void registerSessionListener(SessionListener listener) {
    announcements.add(listener);
  }

  @Override
  public void removeSessionListener(SessionListener listener) {
    announcements.remove(listener);
  }

  @Override
  public void setDefaultSessionTimeout(int seconds) {
    timeout = Duration.ofSeconds(seconds);
  }

  /** All of them, as far as Undertow knows: its own ways of keeping sessions are not used. */
  @Override
  public Set<String> getTransientSessions() {
    return getAllSessions();
  }

  @Override
  public Set<String> getActiveSessions() {
    return getAllSessions();
  }

  @Override
  public Set<String> getAllSessions() {
    return store.ids().stream().map(SessionId::text).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public SessionManagerStatistics getStatistics() {
    return tally;
  }
}
