package io.culvert.container.session;

import io.culvert.session.AttributeCodec;
import io.culvert.session.Coded;
import io.culvert.session.JdkAttributeCodec;
import io.culvert.session.SessionId;
import io.undertow.server.session.Session;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One deployment of an application, as far as the values in its sessions are concerned: they are
 * objects of its classes. It writes them down for others and reads what others wrote, with its own
 * class loader as the thread's, and lets values know that listen for it (Servlet 6.1 §7.7.2).
 */
final class Generation {
  /** A value that is written while a request changes it may fail, and be whole the next time. */
  private static final int ATTEMPTS = 3;

  private final ClassLoader loader;
  private final Supplier<ServletContext> context;
  private final AttributeCodec codec;
  private final Function<SessionId, Session> sessions;
  private final Logger log = Logger.getLogger(Generation.class);
  private volatile boolean over;

  /**
   * @param loader finds the application's classes
   * @param context what values are told of when they want to know their session
   * @param sessions gives handles for that
   */
  Generation(
      ClassLoader loader, Supplier<ServletContext> context, Function<SessionId, Session> sessions) {
    this.loader = loader;
    this.context = context;
    this.codec =
        new JdkAttributeCodec(loader, Generation.class.getClassLoader(), JdkAttributeCodec.BOUNDS);
    this.sessions = sessions;
  }

  /** From now on values are written down at once: nobody would take them away later. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** The bytes of a value that leaves this generation, and is told so; empty if there are none. */
  Optional<byte[]> write(Place place, Object value) {
    return inside(
        () -> {
          tell(place, value, HttpSessionActivationListener::sessionWillPassivate);
          return encoded(place, value);
        });
  }

  /** What would be written of a value as it is now; empty, and said in the log, if nothing. */
  Optional<byte[]> peek(Place place, Object value) {
    return inside(() -> encoded(place, value));
  }

  private Optional<byte[]> encoded(Place place, Object value) {
    Coded<byte[]> written = codec.encode(place.name(), value);
    for (int i = 1; i < ATTEMPTS && written instanceof Coded.Failed; i++) {
      written = codec.encode(place.name(), value);
    }
    return result(place, written);
  }

  /** The value of such bytes for this generation; empty, and said in the log, if there is none. */
  Optional<Object> read(Place place, byte[] bytes) {
    return inside(
        () -> {
          Optional<Object> value = result(place, codec.decode(place.name(), bytes));
          value.ifPresent(
              read -> tell(place, read, HttpSessionActivationListener::sessionDidActivate));
          return value;
        });
  }

  private <T> Optional<T> result(Place place, Coded<T> coded) {
    return switch (coded) {
      case Coded.Done<T>(T result) -> Optional.of(result);
      case Coded.Failed<T>(String reason) -> {
        log.warnf("%s is dropped, the rest of the session stays: %s", place, reason);
        yield Optional.empty();
      }
    };
  }

  private void tell(
      Place place, Object value, BiConsumer<HttpSessionActivationListener, HttpSessionEvent> what) {
    if (!(value instanceof HttpSessionActivationListener listener)) {
      return;
    }
    try {
      what.accept(listener, new HttpSessionEvent(session(place.session())));
    } catch (RuntimeException | Error e) {
      log.errorf(e, "%s failed when it was told that it moves between generations", place);
    }
  }

  private HttpSession session(SessionId id) {
    return HttpSessionImpl.forSession(sessions.apply(id), context.get(), false);
  }

  /**
   * Runs something as this generation. The request that is served on this thread may be another
   * generation's: it is put aside, or Undertow would give it this one's session.
   */
  private <T> T inside(Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ServletRequestContext request = ServletRequestContext.current();
    thread.setContextClassLoader(loader);
    ServletRequestContext.clearCurrentServletAttachments();
    try {
      return task.get();
    } finally {
      if (request != null) {
        ServletRequestContext.setCurrentRequestContext(request);
      }
      thread.setContextClassLoader(before);
    }
  }
}
