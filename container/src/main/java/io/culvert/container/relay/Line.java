package io.culvert.container.relay;

import io.culvert.connector.client.FcgiClient;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a hop has at the moment, which may be cut by another thread: the other node
 * then knows that nobody waits for it, as no other request is on that connection. The lock guards
 * the fields; closing does not wait.
 */
final class Line {
  private static final Logger LOG = Logger.getLogger(Line.class);

  private @Nullable FcgiClient held;
  private boolean cut;

  /**
   * Takes a connection.
   *
   * @throws ClosedChannelException if the line has been cut
   */
  synchronized FcgiClient hold(FcgiClient client) throws ClosedChannelException {
    if (cut) {
      close(client);
      throw new ClosedChannelException();
    }
    held = client;
    return client;
  }

  /** Ends the connection, if there is one, and all that come after it. */
  synchronized void cut() {
    cut = true;
    drop();
  }

  synchronized boolean isCut() {
    return cut;
  }

  /** Ends the connection, if there is one. */
  synchronized void drop() {
    if (held != null) {
      close(held);
      held = null;
    }
  }

  /** Keeps the connection for others; to be called when its request is over. */
  void giveBackTo(RemoteNode node) {
    FcgiClient client;
    synchronized (this) {
      client = held;
      held = null;
    }
    if (client != null) {
      node.giveBack(client);
    }
  }

  /** Closes a connection; that this fails is of no interest to anybody. */
  static void close(FcgiClient client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debugf(e, "a connection to another node cannot be closed");
    }
  }
}
