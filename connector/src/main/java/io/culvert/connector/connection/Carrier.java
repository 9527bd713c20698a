package io.culvert.connector.connection;

import java.nio.channels.SocketChannel;

/** The loop that carries a connection, as the connection sees it. */
public interface Carrier {
  /** Runs a task soon, under the baton. May be called by any thread. */
  void execute(Runnable task);

  /** Serves a request as soon as it may run. Called under the baton. */
  void ready(FcgiRequest request);

  /** A request that was ready has ended before it was served. Called under the baton. */
  void withdrawn();

  /**
   * A body has grown that somebody waits for. He is to be told by {@link RequestBody#tell}, but
   * waking a thread costs more than reading a socket: as long as there is more to be read at once
   * it can wait. Called under the baton.
   */
  void grew(RequestBody body);

  /**
   * Has its connections look at the clock soon, and not only at the next second. Under the baton.
   */
  void tickSoon();

  /** Whether it is known that nobody can read what would be written to this socket any more. */
  default boolean hasHungUp(SocketChannel channel) {
    return HangUp.isKnown(channel);
  }

  /** The loop's clock in nanoseconds, no older than the last time it woke. */
  long now();
}
