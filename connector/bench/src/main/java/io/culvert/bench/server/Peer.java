package io.culvert.bench.server;

import java.util.List;

/**
 * One server under test.
 *
 * @param id how it is named on the command line and in nginx's configuration
 * @param title how it is named in the report
 * @param protocol what it speaks on its socket
 * @param address where it listens once started, as nginx writes it: {@code unix:/path} or {@code
 *     host:port}
 * @param command starts it in the foreground
 */
public record Peer(
    String id, String title, Protocol protocol, String address, List<String> command) {
  /** Copies the command. */
  public Peer {
    command = List.copyOf(command);
  }
}
