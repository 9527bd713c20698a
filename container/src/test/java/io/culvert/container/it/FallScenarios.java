package io.culvert.container.it;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The server is killed while every web server waits for the second half of two responses. */
final class FallScenarios implements AutoCloseable {
  private final Map<Variant, Half> known = new EnumMap<>(Variant.class);
  private final Map<Variant, Half> unknown = new EnumMap<>(Variant.class);

  /**
   * A client that has had the head and waits for more.
   *
   * @param head of the response
   */
  private record Half(RawHttp client, String head) {}

  /** The rows, in the order in which they are to be played. */
  List<Scenario> broken() {
    return List.of(
        Scenario.of("the server is killed in mid response: cut", door -> read(known, door)),
        LeavingScenarios.uncutByCaddy(
                "the server is killed, length unknown: cut", door -> read(unknown, door))
            .except(
                "taken for whole",
                "nginx takes the end of a connection that it did not ask to be kept, or whose"
                    + " response it does not buffer, for the end of the response.",
                Variant.NGINX_CLOSING,
                Variant.NGINX_UNBUFFERED));
  }

  Scenario back() {
    return Scenario.of("the server is back: requests are served", FallScenarios::servesAgain);
  }

  /** Lets everybody begin, and kills what serves them. */
  void kill(List<SharedSite> sites) throws Exception {
    Set<ProcessHandle> servers = new HashSet<>();
    try (Gate gate = Gate.open()) {
      for (SharedSite site : sites) {
        known.put(site.variant(), begin(site.get(), gate, true));
        unknown.put(site.variant(), begin(site.get(), gate, false));
        servers.add(site.culvert());
      }
      servers.forEach(ProcessHandle::destroyForcibly);
      servers.forEach(server -> server.onExit().join());
    }
  }

  private static Half begin(Door door, Gate gate, boolean length) throws IOException {
    RawHttp client = LeavingScenarios.askForHalf(door, gate, length);
    gate.awaitOne();
    return new Half(client, client.readUntil("\r\n\r\n"));
  }

  private static String read(Map<Variant, Half> halves, Door door) throws IOException {
    Half half = halves.get(door.variant());
    try (RawHttp client = half.client()) {
      return LeavingScenarios.cut(Reply.readBody(half.head(), client.in()));
    }
  }

  private static String servesAgain(Door door) throws Exception {
    LeavingScenarios.awaitServes(door);
    return Scenario.YES;
  }

  @Override
  public void close() throws IOException {
    for (Map<Variant, Half> halves : List.of(known, unknown)) {
      for (Half half : halves.values()) {
        half.client().close();
      }
    }
  }
}
