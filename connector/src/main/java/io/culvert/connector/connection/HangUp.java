package io.culvert.connector.connection;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Tells a front end that has gone from one that has only said its last word. Both are an end of
 * input; but where both ends of a socket are on one machine, the kernel knows which it is. Over TCP
 * only a write finds out.
 */
final class HangUp {
  private HangUp() {}

  /** Whether nobody can read any more what would be written to this socket. Does not wait. */
  static boolean isKnown(SocketChannel channel) {
    try {
      return channel.getRemoteAddress() instanceof UnixDomainSocketAddress && isBroken(channel);
    } catch (IOException _) {
      return false; // as when there is no file handle left: it will be noticed some other time
    }
  }

  private static boolean isBroken(SocketChannel channel) throws IOException {
    try (Selector look = Selector.open()) {
      // the one operation that a connected socket is never ready for unless something is wrong
      channel.register(look, SelectionKey.OP_CONNECT);
      return look.selectNow() > 0;
    }
  }
}
