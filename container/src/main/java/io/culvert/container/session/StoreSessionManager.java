package io.culvert.container.session;

import io.culvert.session.CreateResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionIds;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionManagerStatistics;
import io.undertow.server.session.SessionReferenceConfig;
import io.undertow.util.AttachmentKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sessions of one application, in the form Undertow wants. */
final class StoreSessionManager implements SessionManager {
  /** Of sessions whose application says nothing about it, as everywhere. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  /** One per manager: a request can visit sessions of several applications. */
  private final AttachmentKey<Visit> visitKey = AttachmentKey.create(Visit.class);

  private final AttachmentKey<StoreUnavailableException> refusedKey =
      AttachmentKey.create(StoreUnavailableException.class);

  private final ApplicationSessions application;
  private final SessionStore<Attribute> store;
  private final SessionIds ids;
  private final Route route;
  private final Clock clock;
  private final Deployed deployed;
  private final Generation generation;
  private final Logger log = Logger.getLogger(StoreSessionManager.class);
  private final Handles handles = new Handles();
  private final Announcements announcements = new Announcements();
  private final Tally tally;
  private volatile Duration timeout = DEFAULT_TIMEOUT;
  private volatile boolean mayBeUnstored;

  /**
   * @param application the sessions, which this generation shares with those before and after it
   * @param route of this node
   * @param deployed this generation
   */
  StoreSessionManager(
      ApplicationSessions application, SessionIds ids, Route route, Deployed deployed) {
    this.application = application;
    this.store = application.store();
    this.ids = ids;
    this.route = route;
    this.clock = application.clock();
    this.tally = application.tally();
    this.deployed = deployed;
    this.generation = new Generation(deployed.loader(), deployed.context(), this::handle);
  }

  @Override
  public String getDeploymentName() {
    return application.name();
  }

  @Override
  public void start() {
    mayBeUnstored =
        application.ephemeral().isPresent() && !deployed.wantsAllStored().getAsBoolean();
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
    Optional<SessionId> given = RoutedIds.ofCallingContext(exchange, config);
    SessionId id = given.orElseGet(ids::next);
    StoreSession session =
        given.isEmpty() && mayBeUnstored && !exchange.isResponseStarted()
            ? unstored(exchange, id, now)
            : stored(id, now);
    visit(exchange, new Visit(session, config, now, true));
    if (!exchange.isResponseStarted()) {
      config.setSessionId(exchange, ended(id));
    }
    announcements.created(session, exchange);
    return session;
  }

  /** Before the client learns anything, what he was told is safe. */
  private void visit(HttpServerExchange exchange, Visit visit) {
    exchange.putAttachment(visitKey, visit);
    if (store.keepsCopies() && !exchange.isResponseStarted()) {
      exchange.addResponseCommitListener(each -> settle(visit.session(), each));
    }
  }

  /** A client must not take for granted what was not saved. */
  private void settle(StoreSession session, HttpServerExchange exchange) {
    try {
      session.settle();
    } catch (StoreUnavailableException e) {
      log.warnf("%s: a response becomes 503: %s", application.name(), e.getMessage());
      NoRoom.refuse(exchange);
    }
  }

  private StoreSession unstored(HttpServerExchange exchange, SessionId id, Instant now) {
    tally.sessionPromised();
    SessionSnapshot<Attribute> session =
        application.ephemeral().orElseThrow().begin(exchange, id, now, timeout);
    return handles.of(id, _ -> newHandle(new Phase.Unstored(session)));
  }

  private StoreSession stored(SessionId id, Instant now) {
    CreateResult<Attribute> result = store.create(SessionSnapshot.beginning(id, now, timeout));
    if (result instanceof CreateResult.Taken) {
      // Undertow then looks for it again, which is right if another request was faster
      throw new IllegalStateException("session %s exists already".formatted(id));
    }
    admitted(result);
    return handle(id);
  }

  /**
   * Follows up on a wish to store a session.
   *
   * @throws NoRoomException if it was not granted
   */
  void admitted(CreateResult<Attribute> result) {
    switch (result) {
      case CreateResult.Taken<Attribute> _ -> {}
      case CreateResult.Created<Attribute>(List<SessionSnapshot<Attribute>> evicted) -> {
        tally.sessionCreated();
        evicted.forEach(last -> ended(last, SessionDestroyedReason.TIMEOUT));
      }
      case CreateResult.Refused<Attribute>(List<SessionSnapshot<Attribute>> evicted) -> {
        evicted.forEach(last -> ended(last, SessionDestroyedReason.TIMEOUT));
        throw new NoRoomException(application.name());
      }
    }
  }

  @Override
  public @Nullable Session getSession(@Nullable HttpServerExchange exchange, SessionConfig config) {
    Visit visit = exchange == null ? null : exchange.getAttachment(visitKey);
    if (visit != null && !visit.session().isInvalid()) {
      return visit.session();
    }
    String text = config.findSessionId(exchange);
    if (text == null || wasRefused(exchange)) {
      return null;
    }
    try {
      return RoutedId.parse(text)
          .flatMap(routed -> visited(routed.id(), exchange, config))
          .orElse(null);
    } catch (StoreUnavailableException e) {
      if (exchange != null) {
        exchange.putAttachment(refusedKey, e);
      }
      throw e;
    }
  }

  /** Undertow asks again when the refusal has left, and nobody could be told of another one. */
  private boolean wasRefused(@Nullable HttpServerExchange exchange) {
    return exchange != null
        && exchange.isResponseStarted()
        && exchange.getAttachment(refusedKey) != null;
  }

  private Optional<StoreSession> visited(
      SessionId id, @Nullable HttpServerExchange exchange, SessionConfig config) {
    boolean stored = store.visit(id).isPresent();
    if (exchange == null) {
      return stored ? Optional.of(handle(id)) : Optional.empty();
    }
    if (stored && mustBeLedHere(exchange, config)) {
      tell(exchange, id, config);
    }
    Optional<StoreSession> session =
        stored ? Optional.of(handle(id)) : recognised(id, exchange, config);
    session.ifPresent(known -> visit(exchange, new Visit(known, config, clock.instant(), false)));
    return session;
  }

  /** Whether the client came with the route of another node and can be told of this one's. */
  private static boolean mustBeLedHere(HttpServerExchange exchange, SessionConfig config) {
    return RoutedIds.leadElsewhere(exchange)
        && !exchange.isResponseStarted()
        && !(config instanceof SessionReferenceConfig);
  }

  /** Sends the client the id it has presented once more. */
  private void tell(HttpServerExchange exchange, SessionId id, SessionConfig config) {
    config.setSessionId(exchange, ended(id));
    if (mustBeLedHere(exchange, config)) {
      tally.sessionRerouted();
    }
  }

  /** A session that is not stored, of which the client can prove that there is one. */
  private Optional<StoreSession> recognised(
      SessionId id, HttpServerExchange exchange, SessionConfig config) {
    Optional<Ephemeral> ephemeral = ephemeral();
    if (ephemeral.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<Ephemeral.Recognised> found = ephemeral.get().find(exchange, id, now, timeout);
    if (found.filter(known -> known.stale() || mustBeLedHere(exchange, config)).isPresent()
        && !exchange.isResponseStarted()) {
      ephemeral.get().renew(exchange, found.get().session(), now);
      tell(exchange, id, config);
    }
    return found
        .map(known -> handles.of(id, _ -> newHandle(new Phase.Unstored(known.session()))))
        .filter(session -> !session.isInvalid());
  }

  private Optional<Ephemeral> ephemeral() {
    return application.ephemeral().filter(_ -> mayBeUnstored);
  }

  /** Whether the session that a request has presented last lives here. To ask is no visit. */
  boolean knows(SessionId id, HttpServerExchange exchange) {
    return store.find(id).isPresent()
        || ephemeral()
            .flatMap(each -> each.find(exchange, id, clock.instant(), timeout))
            .isPresent();
  }

  /** Looking at a session by its id is no visit: it doesn't lengthen the session's life. */
  @Override
  public @Nullable Session getSession(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return RoutedId.parse(id)
        .flatMap(routed -> store.find(routed.id()))
        .map(found -> handle(found.id()))
        .orElse(null);
  }

  /** The id as clients and the application see it: with the route of this node. */
  String ended(SessionId id) {
    return route.ended(id);
  }

  /**
   * Notes the visit as the last one. Undertow may call this more than once for a request, and
   * before the application is done with it; saying the same again does no harm.
   */
  void requestDone(StoreSession session, @Nullable HttpServerExchange exchange) {
    Visit visit = exchange == null ? null : exchange.getAttachment(visitKey);
    afterResponse(
        () -> {
          if (exchange == null) {
            store.touch(session.sessionId(), clock.instant());
          } else if (visit != null && visit.session() == session && !visit.created()) {
            store.touch(session.sessionId(), visit.arrived());
          }
          session.settle();
        });
  }

  /** The client has his answer, and nobody is left to be told. */
  private void afterResponse(Runnable task) {
    try {
      task.run();
    } catch (StoreUnavailableException e) {
      log.warnf(
          "%s: what a request did to its session after its response is not saved: %s",
          application.name(), e.getMessage());
    }
  }

  /** A request has left the application, though it may go on asynchronously. */
  void requestLeft(HttpServerExchange exchange) {
    Visit visit = exchange.getAttachment(visitKey);
    if (visit != null) {
      afterResponse(visit.session()::settle);
    }
  }

  /** An id that a session of this one can be given next. */
  SessionId newId(SessionId old) {
    return Stream.generate(ids::next).filter(id -> store.canFollow(old, id)).findFirst().get();
  }

  void renamed(SessionId from, SessionId to, StoreSession session) {
    neverAgain(from);
    handles.renamed(from, to, session);
  }

  private void neverAgain(SessionId id) {
    application.ephemeral().ifPresent(ephemeral -> ephemeral.end(id));
  }

  /** Ends a session the application has invalidated; the client is told to forget the id. */
  void invalidated(
      StoreSession session,
      SessionSnapshot<Attribute> last,
      @Nullable HttpServerExchange exchange) {
    neverAgain(last.id());
    handles.remove(last.id());
    session.end(last, exchange, SessionDestroyedReason.INVALIDATED);
    tally.sessionEnded(last.times(), SessionDestroyedReason.INVALIDATED);
    Visit visit = exchange == null ? null : exchange.removeAttachment(visitKey);
    if (exchange != null && visit != null) {
      visit.config().clearSession(exchange, ended(last.id()));
    }
  }

  /** Ends a session that has left the store without the application's doing. */
  void ended(SessionSnapshot<Attribute> last, SessionDestroyedReason reason) {
    neverAgain(last.id());
    StoreSession session =
        handles.remove(last.id()).orElseGet(() -> newHandle(new Phase.Stored(last.id())));
    // whatever the reason is: only for this one Undertow makes the thread the application's
    session.end(last, null, SessionDestroyedReason.TIMEOUT);
    tally.sessionEnded(last.times(), reason);
  }

  /** The handle of a session that the store has. */
  private StoreSession handle(SessionId id) {
    return handles.of(id, _ -> newHandle(new Phase.Stored(id))).found();
  }

  private StoreSession newHandle(Phase phase) {
    return new StoreSession(this, store, announcements, phase);
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
    return store.ids().stream().map(this::ended).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public SessionManagerStatistics getStatistics() {
    return tally;
  }
}
