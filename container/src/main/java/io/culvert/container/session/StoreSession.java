package io.culvert.container.session;

import io.culvert.session.Change;
import io.culvert.session.CreateResult;
import io.culvert.session.SaveResult;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionUpdate;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener.SessionDestroyedReason;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A handle to a session in the store, in the form Undertow wants. It holds no data: each call asks
 * the store, each change is saved at once. Until the first change the store need not know of it.
 */
final class StoreSession implements Session {
  private final StoreSessionManager manager;
  private final SessionStore<Attribute> store;
  private final Announcements announcements;
  private final GivenValues given = new GivenValues();
  private volatile Phase phase;

  /**
   * Guards that the store's id and {@link #phase} change together, for those who don't find the
   * session by the id they have. Held while the store renames; nothing else may happen under it,
   * above all no listener. Only requests of this one session can have to wait.
   */
  private final ReentrantLock renaming = new ReentrantLock();

  StoreSession(
      StoreSessionManager manager,
      SessionStore<Attribute> store,
      Announcements announcements,
      Phase phase) {
    this.manager = manager;
    this.store = store;
    this.announcements = announcements;
    this.phase = phase;
  }

  SessionId sessionId() {
    return phase.id();
  }

  @Override
  public String getId() {
    return manager.ended(phase.id());
  }

  @Override
  public SessionManager getSessionManager() {
    return manager;
  }

  @Override
  public SessionReference getReference() {
    return new Reference(this);
  }

  @Override
  public boolean isInvalid() {
    return locate().isEmpty();
  }

  @Override
  public long getCreationTime() {
    return snapshot().times().created().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    return snapshot().times().lastAccessed().toEpochMilli();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    change(new Change.MaxInactive<>(Duration.ofSeconds(seconds)));
  }

  @Override
  public int getMaxInactiveInterval() {
    return Math.toIntExact(snapshot().times().maxInactive().toSeconds());
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    Attribute attribute = snapshot().attributes().get(name);
    return attribute == null ? null : given(name, attribute).orElse(null);
  }

  /** The value of an attribute, for a request that may change it in place. */
  private Optional<Object> given(String name, Attribute attribute) {
    Optional<Object> value = value(name, attribute);
    value.ifPresentOrElse(
        object -> given.note(name, attribute, object), () -> forget(name, attribute));
    return value;
  }

  private Optional<Object> value(String name, Attribute attribute) {
    return attribute.value(new Place(phase.id(), name), manager.generation());
  }

  /** Takes away what was lost, unless somebody has bound something else to the name meanwhile. */
  private void forget(String name, Attribute lost) {
    SessionSnapshot<Attribute> now = snapshot();
    if (phase instanceof Phase.Stored && now.attributes().get(name) == lost) {
      store.save(SessionUpdate.basedOn(now, List.of(new Change.Remove<>(name))));
    }
  }

  @Override
  public Set<String> getAttributeNames() {
    return snapshot().attributes().keySet();
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      return removeAttribute(name);
    }
    Attribute bound = Attribute.of(value, manager.generation());
    Attribute before = change(new Change.Put<>(name, bound)).attributes().get(name);
    given.note(name, bound, value);
    if (manager.generation().isOver()) {
      bound.release(new Place(phase.id(), name), manager.generation());
    }
    Object replaced = before == null ? null : value(name, before).orElse(null);
    announcements.attributeSet(this, name, value, replaced);
    return replaced;
  }

  @Override
  public @Nullable Object removeAttribute(String name) {
    if (!snapshot().attributes().containsKey(name)) {
      return null;
    }
    Attribute before = change(new Change.Remove<>(name)).attributes().get(name);
    Object removed = before == null ? null : value(name, before).orElse(null);
    if (removed == null) {
      return null;
    }
    if (phase instanceof Phase.Ending(SessionId id, _)) {
      announcements.attributeUnbound(this, id, name, removed);
    } else {
      announcements.attributeRemoved(this, name, removed);
    }
    return removed;
  }

  /**
   * Saves what requests have changed in place, where that is not the value itself: because another
   * generation of the application has asked for it, or because the store keeps copies. To be called
   * before a response leaves and when a request may be over; afterwards nothing is lost.
   */
  void settle() {
    if (phase instanceof Phase.Stored(SessionId id)) {
      store.find(id).ifPresent(now -> given.saveChangedInPlace(now, manager.generation(), store));
      store.flush(id);
    }
  }

  @Override
  public void requestDone(@Nullable HttpServerExchange exchange) {
    manager.requestDone(this, exchange);
  }

  @Override
  public void invalidate(@Nullable HttpServerExchange exchange) {
    SessionSnapshot<Attribute> last = delete().orElseThrow(this::invalid);
    manager.invalidated(this, last, exchange);
  }

  @Override
  public String changeSessionId(@Nullable HttpServerExchange exchange, SessionConfig config) {
    becomeStored();
    SessionId to = manager.newId(phase.id());
    SessionId from = rename(to);
    manager.renamed(from, to, this);
    if (exchange != null && !exchange.isResponseStarted()) {
      config.setSessionId(exchange, manager.ended(to));
    }
    announcements.idChanged(this, manager.ended(from));
    return manager.ended(to);
  }

  /**
   * Lets the listeners know, who can read the attributes until this returns.
   *
   * @param last what the session was when it left the store
   */
  void end(
      SessionSnapshot<Attribute> last,
      @Nullable HttpServerExchange exchange,
      SessionDestroyedReason reason) {
    phase = new Phase.Ending(last);
    try {
      announcements.destroyed(this, last.id(), exchange, reason);
    } finally {
      phase = new Phase.Ended(last.id());
    }
  }

  /** The id it had until now. */
  private SessionId rename(SessionId to) {
    renaming.lock();
    try {
      SessionId from = phase.id();
      if (!(phase instanceof Phase.Stored) || !store.rename(from, to)) {
        throw invalid();
      }
      phase = new Phase.Stored(to);
      return from;
    } finally {
      renaming.unlock();
    }
  }

  /**
   * Stores a session in which nothing was stored so far.
   *
   * @throws NoRoomException if the store does not take it
   */
  private void becomeStored() {
    if (phase instanceof Phase.Unstored) {
      manager.admitted(stored());
    }
  }

  /** Follows the store, which has the session, whoever has put it there. */
  StoreSession found() {
    if (phase instanceof Phase.Unstored) {
      renaming.lock();
      try {
        if (phase instanceof Phase.Unstored(SessionSnapshot<Attribute> session)) {
          phase = new Phase.Stored(session.id());
        }
      } finally {
        renaming.unlock();
      }
    }
    return this;
  }

  private CreateResult<Attribute> stored() {
    renaming.lock();
    try {
      if (!(phase instanceof Phase.Unstored(SessionSnapshot<Attribute> session))) {
        return new CreateResult.Taken<>();
      }
      CreateResult<Attribute> result = store.create(session);
      if (!(result instanceof CreateResult.Refused)) {
        // if it is taken, another request or another node was faster, and the session is the same
        phase = new Phase.Stored(session.id());
      }
      return result;
    } finally {
      renaming.unlock();
    }
  }

  private Optional<SessionSnapshot<Attribute>> forgotten() {
    renaming.lock();
    try {
      if (phase instanceof Phase.Unstored(SessionSnapshot<Attribute> session)) {
        phase = new Phase.Ended(session.id());
        return Optional.of(session);
      }
      return Optional.empty();
    } finally {
      renaming.unlock();
    }
  }

  private Optional<SessionSnapshot<Attribute>> delete() {
    Optional<SessionSnapshot<Attribute>> unstored = forgotten();
    if (unstored.isPresent()) {
      // another generation or another node may have stored it meanwhile
      return store.delete(unstored.get().id()).or(() -> unstored);
    }
    return store.delete(phase.id()).or(() -> settled().flatMap(store::delete));
  }

  /**
   * Makes the change to whatever the session is at that moment.
   *
   * @return the session as it was immediately before
   */
  private SessionSnapshot<Attribute> change(Change<Attribute> change) {
    while (true) {
      SessionSnapshot<Attribute> base = snapshot();
      if (phase instanceof Phase.Ending ending) {
        ending.apply(List.of(change));
        return base;
      }
      becomeStored();
      SaveResult result = store.save(SessionUpdate.basedOn(base, List.of(change)));
      if (result instanceof SaveResult.Saved) {
        return base;
      }
      // somebody was faster, or the session was renamed, or it is over, which snapshot() will say
    }
  }

  private SessionSnapshot<Attribute> snapshot() {
    return locate().orElseThrow(this::invalid);
  }

  private Optional<SessionSnapshot<Attribute>> locate() {
    return switch (phase) {
      case Phase.Stored(SessionId id) -> store.find(id).or(() -> settled().flatMap(store::find));
      case Phase.Unstored(SessionSnapshot<Attribute> session) -> Optional.of(session);
      case Phase.Ending ending -> Optional.of(ending.last().get());
      case Phase.Ended _ -> Optional.empty();
    };
  }

  /** The id, once nobody is about to change it. */
  private Optional<SessionId> settled() {
    renaming.lock();
    try {
      return phase instanceof Phase.Stored(SessionId id) ? Optional.of(id) : Optional.empty();
    } finally {
      renaming.unlock();
    }
  }

  /** What the Servlet specification wants thrown. */
  private IllegalStateException invalid() {
    return new IllegalStateException(
        "session %s is over: it was invalidated or its time was up".formatted(phase.id()));
  }

  @Override
  public String toString() {
    return "session " + phase.id();
  }

  /**
   * What an application keeps of a session beyond its requests ({@code HttpSession.Accessor}). It
   * is not the session itself, so Undertow comes back through the manager and the access counts.
   */
  private record Reference(StoreSession session) implements SessionReference {
    @Override
    public String getId() {
      return session.getId();
    }

    @Override
    public SessionManager getSessionManager() {
      return session.getSessionManager();
    }
  }
}
