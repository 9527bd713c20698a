package io.culvert.container.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends sessions whose time is up: one thread for the whole server, which looks once a second and
 * has each application swept on a thread of its own, so that a listener that hangs keeps nobody
 * else's sessions. Closing it waits until the sweeps under way are done.
 */
public final class SessionSweeper implements AutoCloseable {
  /** A listener of an application must not be able to keep the server from stopping. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** After so many looks at a sweep that goes on and on, the operator is told. */
  private static final int LONG = 30;

  private final SessionManagers managers;
  private final Logger log = Logger.getLogger(SessionSweeper.class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** The last sweep of each application; belongs to the sweeper's thread. */
  private final Map<ApplicationSessions, Sweep> sweeps = new HashMap<>();

  /**
   * A sweep of one application.
   *
   * @param thread ends with it; the next one gets another, in which no listener has left anything
   * @param looks how often it was found under way
   */
  private record Sweep(Thread thread, int looks) {
    Sweep again() {
      return new Sweep(thread, looks + 1);
    }
  }

  private SessionSweeper(SessionManagers managers) {
    this.managers = managers;
    this.thread = Thread.ofPlatform().daemon().name("session-sweeper").unstarted(this::run);
  }

  /** Starts sweeping. */
  public static SessionSweeper start(SessionManagers managers) {
    SessionSweeper sweeper = new SessionSweeper(managers);
    sweeper.thread.start();
    return sweeper;
  }

  private void run() {
    try {
      while (!closed.await(1, TimeUnit.SECONDS)) {
        look();
      }
      for (Sweep sweep : sweeps.values()) {
        sweep.thread.join();
      }
    } catch (InterruptedException e) {
      log.warn("The session sweeper was interrupted and stops: sessions no longer expire", e);
    }
  }

  /** Survives that there is no thread to be had: without this one no session would ever expire. */
  private void look() {
    try {
      managers.applications().forEach(this::look);
    } catch (RuntimeException | Error e) {
      log.error("A look for expired sessions failed; the next follows in a second", e);
    }
  }

  private void look(ApplicationSessions application) {
    Sweep last = sweeps.get(application);
    if (last == null || !last.thread.isAlive()) {
      sweeps.put(application, new Sweep(sweeping(application), 0));
      return;
    }
    sweeps.put(application, last.again());
    if (last.looks == LONG) {
      log.warnf(
          "%s: its session listeners have been busy for half a minute (thread %s); until they"
              + " return, none of its sessions expires",
          application.name(), last.thread.getName());
    }
  }

  private Thread sweeping(ApplicationSessions application) {
    return Thread.ofPlatform()
        .daemon()
        .name("session-sweep " + application.name())
        .start(() -> managers.sweep(application));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(PATIENCE)) {
        log.warn("A session listener keeps a sweep busy; the server stops without waiting on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
