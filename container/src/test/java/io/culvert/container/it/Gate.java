package io.culvert.container.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

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

  /** Holds nobody from now on. */
  void stayOpen() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  awaitOne().letThrough();
                }
              } catch (IOException _) {
                // the test is over
              }
            });
  }

  /** Whether nobody has come. */
  boolean isQuiet() throws IOException {
    socket.setSoTimeout(1);
    try (Socket _ = socket.accept()) {
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /**
   * A page that waits.
   *
   * @param call what it waits for
   */
  record Held(Socket call) {
    /** What it has to say; empty for most pages. */
    String word() throws IOException {
      call.setSoTimeout(PATIENCE_MILLIS);
      StringBuilder word = new StringBuilder();
      for (int next = call.getInputStream().read(); next > '\n'; ) {
        word.append((char) next);
        next = call.getInputStream().read();
      }
      return word.toString();
    }

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
