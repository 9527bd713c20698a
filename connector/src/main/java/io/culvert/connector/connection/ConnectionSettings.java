package io.culvert.connector.connection;

import io.culvert.connector.wire.Role;
import java.util.Set;

/**
 * What all connections of a listener share; all but {@code trust} and {@code events} is the whole
 * server's.
 *
 * @param limits how much front ends may ask for
 * @param timeouts how long they may take
 * @param aborts what a request that is taken back late comes to
 * @param admission bounds the number of requests that run and of those that wait
 * @param buffers for output
 * @param bodies buffers for what has come of bodies and waits to be read
 * @param roles what requests may ask the application to be
 * @param trust what is believed of requests
 * @param events hears what happens
 */
public record ConnectionSettings(
    Limits limits,
    Timeouts timeouts,
    AbortPolicy aborts,
    Admission admission,
    BufferPool buffers,
    BufferPool bodies,
    Set<Role> roles,
    Trust trust,
    ConnectionEvents events) {
  /** The same for the connections of one listener. */
  public ConnectionSettings of(Trust itsTrust, ConnectionEvents itsEvents) {
    return new ConnectionSettings(
        limits, timeouts, aborts, admission, buffers, bodies, roles, itsTrust, itsEvents);
  }

  /** Calls what others have left to be called. A fault of theirs is told and goes no further. */
  public void call(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** Tells of a fault; one in the telling, as when memory has run out, must not make it worse. */
  @SuppressWarnings("EmptyCatch") // there is nobody left to tell
  public void failed(Throwable fault) {
    try {
      events.loopFailed(fault);
    } catch (RuntimeException | Error _) {
      // whoever called goes on
    }
  }
}
