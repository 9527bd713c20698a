package io.culvert.connector.exhaustion;

import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.uri;

import io.culvert.connector.FcgiServer;
import io.culvert.connector.FcgiServerConfig;
import io.culvert.connector.ListenAddress;
import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.ConnectionEvents;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.ResponseStream;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.loop.Threads;
import io.culvert.connector.transport.Endpoint;
import io.culvert.connector.transport.PeerFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The process that is to survive. {@code /eat} takes memory until there is none, and a while after;
 * then it lets go of it.
 */
final class HungryServer implements Application {
  static final String EAT = "/eat";

  private static final int GULPS_ON_EMPTY = 30;

  public static void main(String[] args) throws IOException {
    HungryServer application = new HungryServer();
    FcgiServerConfig config =
        new FcgiServerConfig(
            List.of(new ListenAddress(new Endpoint.Unix(Path.of(args[0]), 0600), Trust.NOTHING)),
            PeerFilter.OPEN,
            Limits.DEFAULT,
            Timeouts.DEFAULT,
            AbortPolicy.AUTO,
            new Threads(2, 0, 0));
    FcgiServer _ = FcgiServer.start(config, application, new Heard());
    System.out.println("ready");
    // ends with its parent
    int _ = System.in.read();
    System.exit(0);
  }

  @Override
  public void serve(FcgiRequest request, ResponseStream response) throws IOException {
    if (uri(request).equals(EAT)) {
      eat();
    }
    answer(response, uri(request));
  }

  /** Takes whatever anybody gives back as well. */
  private static void eat() {
    Object[] eaten = {};
    int size = 1 << 20;
    int failures = 0;
    while (failures < GULPS_ON_EMPTY) {
      try {
        eaten = new Object[] {eaten, new byte[size]};
      } catch (OutOfMemoryError _) {
        failures++;
        size = Math.max(16, size / 2);
      }
    }
  }

  /** Tells of faults of another kind, which would stay. */
  private static final class Heard implements ConnectionEvents {
    @Override
    public void loopFailed(Throwable fault) {
      if (!(fault instanceof OutOfMemoryError)) {
        System.out.println("a fault that would stay: " + fault);
      }
    }
  }
}
