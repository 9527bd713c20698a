package io.culvert.container.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** How pages of the tests come to a {@link Gate} and wait there. */
final class GateCall {
  private GateCall() {}

  /** Waits until the test lets it through. */
  static void waitAt(int port) throws IOException {
    say("", port);
  }

  /** Says a word to the test and waits. */
  static void say(String word, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the gate was closed");
      }
    }
  }
}
