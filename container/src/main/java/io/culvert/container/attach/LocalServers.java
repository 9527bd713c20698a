package io.culvert.container.attach;

import java.util.List;

/** The servers that run on this machine. */
public interface LocalServers {
  /** All that can be seen, also those of other users, in the order of their process numbers. */
  List<ServerProcess> running();

  /** Whether there is a process of this number, be it a server or not. */
  boolean exists(long pid);

  /**
   * Opens a session with a process, be it a server or not.
   *
   * @throws AttachException if it does not let anybody in; the message is made for the operator
   */
  ServerSession attach(long pid) throws AttachException;
}
