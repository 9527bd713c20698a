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

  /** Whether it is known that nobody can read what would be written to this socket any more. */
  default boolean hasHungUp(SocketChannel channel) {
    return HangUp.isKnown(channel);
  }

  /** The loop's clock in nanoseconds, no older than the last time it woke. */
  long now();
}
