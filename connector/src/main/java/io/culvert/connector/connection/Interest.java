package io.culvert.connector.connection;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** What a socket is watched for. Any thread; once the socket is closed nothing matters any more. */
final class Interest {
  private volatile SelectionKey key;

  Interest(SelectionKey key) {
    this.key = key;
  }

  /** Watches for that as well, from now on. */
  void add(int operation) {
    try {
      SelectionKey now = key;
      now.interestOpsOr(operation);
      now.selector().wakeup();
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

  /** Has another selector watch from now on. Only under the baton. */
  void moveTo(Selector other) {
    SelectionKey old = key;
    try {
      key = old.channel().register(other, 0, old.attachment());
      // somebody may only just have asked the old one to tell when there is room
      key.interestOps(old.interestOps() | SelectionKey.OP_WRITE);
      old.cancel();
    } catch (ClosedChannelException | CancelledKeyException _) {
      // closed meanwhile
    }
  }

  /** Watches no more. */
  void end() {
    key.cancel();
  }
}
