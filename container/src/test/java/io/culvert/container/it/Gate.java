package io.culvert.container.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Holds requests in the middle: the pages of {@link GateServlet} call here, and go on when they are
 * let through. So a test knows what runs, without looking at a clock.
 */
final class Gate implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerSocket socket;

  private Gate(ServerSocket socket) {
    this.socket = socket;
  }

  static Gate open() throws IOException {
    ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Gate(socket);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What to put behind a page's path. */
  String query() {
    return "?port=" + port();
  }

  /** Waits until a page has come here. */
  Held awaitOne() throws IOException {
    return new Held(socket.accept());
  }

  /**
   * A page that waits.
   *
   * @param call what it waits for
   */
  record Held(Socket call) {
    /** Lets it go on. */
    void letThrough() throws IOException {
      try (call) {
        call.getOutputStream().write(1);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
