package io.culvert.connector.transport;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where to listen: {@code unix:/path[?mode=0660&owner=USER&group=GROUP]}, {@code host:port} or
 * {@code fd:0}. The string form of an endpoint can be parsed again.
 */
public sealed interface Endpoint {
  /** The mode of a socket file when none is given: the owner and the group may connect. */
  int DEFAULT_MODE = 0660;

  /**
   * A TCP socket.
   *
   * @param host a name or an address, without brackets
   * @param port 1 to 65535, or 0 for any free one
   */
  record Tcp(String host, int port) implements Endpoint {
    public Tcp {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
      }
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A Unix-domain socket.
   *
   * @param path of the socket file
   * @param mode its permissions, as {@code chmod} has them
   * @param owner the user it is given to, by name or number; empty for the server's own
   * @param group its group, by name or number; empty for the one that new files in the folder have
   */
  record Unix(Path path, int mode, String owner, String group) implements Endpoint {
    public Unix {
      if (mode < 0 || mode > 0777) {
        throw new IllegalArgumentException("mode must be 0000 to 0777, but is %o".formatted(mode));
      }
    }

    /** A socket file of the server's own user and group. */
    public Unix(Path path, int mode) {
      this(path, mode, "", "");
    }

    Set<PosixFilePermission> permissions() {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      PosixFilePermission[] all = PosixFilePermission.values();
      for (int i = 0; i < all.length; i++) {
        if ((mode & 0400 >> i) != 0) {
          permissions.add(all[i]);
        }
      }
      return permissions;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("unix:").append(path);
      char separator = '?';
      if (mode != DEFAULT_MODE) {
        text.append(separator).append("mode=%04o".formatted(mode));
        separator = '&';
      }
      if (!owner.isEmpty()) {
        text.append(separator).append("owner=").append(owner);
        separator = '&';
      }
      if (!group.isEmpty()) {
        text.append(separator).append("group=").append(group);
      }
      return text.toString();
    }
  }

  /** The listening socket that the parent process left as file descriptor 0 (FastCGI §2.2). */
  record Inherited() implements Endpoint {
    @Override
    public String toString() {
      return "fd:0";
    }
  }

  /**
   * Reads an endpoint.
   *
   * @throws IllegalArgumentException if it is none; the message names it and says what is expected
   */
  static Endpoint parse(String text) {
    return new EndpointSyntax(text).read();
  }
}
