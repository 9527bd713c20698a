package io.culvert.connector.connection;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;

/**
 * What a socket is watched for. Any thread; once the socket is closed nothing matters any more.
 *
 * @param key of the socket
 */
record Interest(SelectionKey key) {
  /** Watches for that as well, from now on. */
  void add(int operation) {
    try {
      key.interestOpsOr(operation);
      key.selector().wakeup();
    } catch (CancelledKeyException _) {
      // closed meanwhile
    }
  }

  /** Watches for that no more. */
  void remove(int operation) {
    try {
      key.interestOpsAnd(~operation);
    } catch (CancelledKeyException _) {
      // closed meanwhile
    }
  }
}
