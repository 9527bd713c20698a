package io.culvert.connector.transport;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where to listen: {@code unix:/path[?mode=0660]}, {@code host:port} or {@code fd:0}. The string
 * form of an endpoint can be parsed again.
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
   */
  record Unix(Path path, int mode) implements Endpoint {
    public Unix {
      if (mode < 0 || mode > 0777) {
        throw new IllegalArgumentException("mode must be 0000 to 0777, but is %o".formatted(mode));
      }
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
      return "unix:" + path + (mode == DEFAULT_MODE ? "" : "?mode=%04o".formatted(mode));
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
    if (text.startsWith("unix:")) {
      return unix(text);
    }
    if (text.startsWith("fd:")) {
      if (!text.equals("fd:0")) {
        throw wrong(text, "only file descriptor 0 can be inherited");
      }
      return new Inherited();
    }
    return tcp(text);
  }

  private static Endpoint unix(String text) {
    String rest = text.substring("unix:".length());
    int query = rest.indexOf('?');
    String path = query < 0 ? rest : rest.substring(0, query);
    if (path.isEmpty()) {
      throw wrong(text, "a path must follow 'unix:'");
    }
    try {
      return new Unix(Path.of(path), query < 0 ? DEFAULT_MODE : mode(text, rest.substring(query)));
    } catch (InvalidPathException e) {
      throw wrong(text, "the path is not valid: " + e.getReason());
    }
  }

  private static int mode(String text, String query) {
    if (!query.matches("\\?mode=[0-7]{3,4}")) {
      throw wrong(text, "after '?' only 'mode=' and three or four octal digits may stand");
    }
    int mode = Integer.parseInt(query.substring("?mode=".length()), 8);
    if (mode > 0777) {
      throw wrong(text, "the mode must be 0000 to 0777");
    }
    return mode;
  }

  private static Endpoint tcp(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw wrong(text, "expected 'unix:/path', 'host:port' or 'fd:0'");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong(text, "an IPv6 address must stand in brackets, as in [::1]:9000");
    }
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw wrong(text, "the port must be 0 to 65535");
    }
    return new Tcp(host, Integer.parseInt(port));
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'%s' is not an address to listen on: %s".formatted(text, why));
  }
}
