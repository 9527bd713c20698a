package io.culvert.container.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends sessions whose time is up: one thread for the whole server, which looks once a second.
 * Closing it waits until a sweep under way is done.
 */
public final class SessionSweeper implements AutoCloseable {
  /** A listener of an application must not be able to keep the server from stopping. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SessionManagers managers;
  private final Logger log = Logger.getLogger(SessionSweeper.class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

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
        sweep();
      }
    } catch (InterruptedException e) {
      log.warn("The session sweeper was interrupted and stops: sessions no longer expire", e);
    }
  }

  /** Survives whatever a listener throws: without this thread no session would ever expire. */
  private void sweep() {
    try {
      managers.sweep();
    } catch (RuntimeException | Error e) {
      log.error("A sweep for expired sessions failed; the next follows in a second", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(PATIENCE)) {
        log.warn("A session listener keeps the sweeper busy; the server stops without waiting on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
