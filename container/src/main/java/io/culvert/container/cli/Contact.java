package io.culvert.container.cli;

import io.culvert.container.attach.AttachException;
import io.culvert.container.attach.Bean;
import io.culvert.container.attach.LocalServers;
import io.culvert.container.attach.ServerSession;
import java.io.IOException;
import java.util.Optional;

/**
 * A server that answers.
 *
 * @param server what it says of itself
 */
record Contact(ServerSession session, Bean server) implements AutoCloseable {
  /**
   * Makes contact with a process.
   *
   * @throws AttachException if that is not possible, or if it is no server
   */
  static Contact with(long pid, LocalServers servers) throws AttachException {
    ServerSession session = servers.attach(pid);
    try {
      Optional<Bean> server = session.bean("Server");
      if (server.isPresent()) {
        return new Contact(session, server.get());
      }
      session.close();
    } catch (IOException e) {
      throw new AttachException("process %d does not answer: %s".formatted(pid, e.getMessage()), e);
    }
    throw new AttachException(
        "process %d is no Culvert server, or was started only just now".formatted(pid));
  }

  long pid() {
    return (long) server.number("ProcessId");
  }

  /** How people recognize it. */
  String description() {
    return "process %d, %s".formatted(pid(), String.join(", ", server.texts("Endpoints")));
  }

  @Override
  public void close() {
    session.close();
  }
}
