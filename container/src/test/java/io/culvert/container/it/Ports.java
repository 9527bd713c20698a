package io.culvert.container.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports on loopback. */
public final class Ports {
  private static final int FIRST = 12_000;

  /** Below those that the kernel gives to clients, which would take one between two looks at it. */
  private static final int FOR_EACH_FORK = 5_000;

  private static final int FORK = Integer.getInteger("culvert.fork", 1);

  /** Begins anywhere, for there may be other builds on the machine. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FOR_EACH_FORK));

  private Ports() {}

  /** One that nobody uses now, and that no other test will be given soon. */
  public static int free() throws IOException {
    for (int i = 0; i < FOR_EACH_FORK; i++) {
      int port = FIRST + FORK * FOR_EACH_FORK + NEXT.getAndIncrement() % FOR_EACH_FORK;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
