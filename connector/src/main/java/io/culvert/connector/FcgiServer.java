package io.culvert.connector;

import io.culvert.connector.connection.Admission;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.BufferPool;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.loop.LoopGroup;
import io.culvert.connector.loop.ThreadUse;
import io.culvert.connector.monitor.ServerMonitor;
import io.culvert.connector.transport.Acceptor;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A FastCGI server: listens, serves, drains and stops. */
public final class FcgiServer implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final List<Endpoint> endpoints;
  private final Admission admission;
  private final ServerMonitor monitor;
  private final LoopGroup loops;
  private final Acceptor acceptor;

  private FcgiServer(
      FcgiServerConfig config,
      Listeners listeners,
      Application application,
      ConnectionEvents events)
      throws IOException {
    this.endpoints = listeners.endpoints();
    this.admission = new Admission(config.limits().running(), config.limits().queued());
    this.monitor = ServerMonitor.start(endpoints.stream().map(Endpoint::toString).toList(), events);
    ConnectionSettings settings =
        new ConnectionSettings(
            config.limits(),
            config.timeouts(),
            config.aborts(),
            admission,
            new BufferPool(),
            BufferPool.forBodies(),
            application.roles(),
            Trust.NOTHING,
            monitor.rest());
    this.loops = loops(application, settings, config);
    try {
      this.acceptor =
          new Acceptor(
              listeners.all(),
              config.peers(),
              config.limits().connections(),
              new Dispatch(listeners, monitor, settings, loops));
    } catch (IOException | RuntimeException | Error e) {
      loops.close();
      monitor.close();
      throw e;
    }
  }

  private LoopGroup loops(
      Application application, ConnectionSettings settings, FcgiServerConfig config)
      throws IOException {
    try {
      return new LoopGroup(application, settings, config.threads());
    } catch (IOException | RuntimeException | Error e) {
      monitor.close();
      throw e;
    }
  }

  /**
   * Listens on all endpoints of the configuration and serves what comes in.
   *
   * @throws IOException if one of them cannot be listened on; then none is. The message is for the
   *     operator
   */
  public static FcgiServer start(
      FcgiServerConfig config, Application application, ConnectionEvents events)
      throws IOException {
    return start(config, Listeners.open(config), application, events);
  }

  /**
   * Serves what comes in on sockets that listen already.
   *
   * @param listeners closed by the server when it drains or closes, or when it cannot be started
   */
  public static FcgiServer start(
      FcgiServerConfig config,
      Listeners listeners,
      Application application,
      ConnectionEvents events)
      throws IOException {
    try {
      return new FcgiServer(config, listeners, application, events);
    } catch (IOException | RuntimeException | Error e) {
      listeners.close();
      throw e;
    }
  }

  /** Where the server listens, with the ports that were given out. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** What happens on the connections. */
  public ServerMonitor monitor() {
    return monitor;
  }

  /** The number of requests that run now. */
  public int runningRequests() {
    return admission.running();
  }

  /** The number of requests that wait now because too many run. */
  public int queuedRequests() {
    return admission.queued();
  }

  /** How many threads requests hold now. */
  public ThreadUse threadUse() {
    return loops.threadUse();
  }

  /**
   * Has requests served by new threads from now on: what applications have left in those that there
   * are goes with them, as soon as they are done. No request notices.
   */
  public void renewThreads() {
    loops.renewThreads();
  }

  /** The number of connections that are open now. */
  public int openConnections() {
    return acceptor.openConnections();
  }

  /**
   * Takes what waits to be accepted, stops listening, and lets everything that runs come to its
   * end.
   *
   * @param grace how long to wait for that at most
   * @return whether everything has ended; what has not goes on until {@link #close}
   */
  public boolean drain(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    acceptor.close();
    loops.drain();
    while (openConnections() > 0 || runningRequests() > 0) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    return true;
  }

  /** Stops now: closes every socket. */
  @Override
  public void close() {
    acceptor.close();
    loops.close();
    monitor.close();
  }
}
