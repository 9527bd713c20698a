package io.culvert.connector.transport;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How endpoints are written.
 *
 * @param text what was written
 */
record EndpointSyntax(String text) {
  private static final String UNIX = "unix:";
  private static final Set<String> KEYS = Set.of("mode", "owner", "group");

  Endpoint read() {
    if (text.startsWith(UNIX)) {
      return unix();
    }
    if (text.startsWith("fd:")) {
      if (!text.equals("fd:0")) {
        throw wrong("only file descriptor 0 can be inherited");
      }
      return new Endpoint.Inherited();
    }
    return tcp();
  }

  private Endpoint unix() {
    String rest = text.substring(UNIX.length());
    int query = rest.indexOf('?');
    String path = query < 0 ? rest : rest.substring(0, query);
    if (path.isEmpty()) {
      throw wrong("a path must follow 'unix:'");
    }
    Map<String, String> options = query < 0 ? Map.of() : options(rest.substring(query + 1));
    try {
      return new Endpoint.Unix(
          Path.of(path),
          mode(options.getOrDefault("mode", "%04o".formatted(Endpoint.DEFAULT_MODE))),
          options.getOrDefault("owner", ""),
          options.getOrDefault("group", ""));
    } catch (InvalidPathException e) {
      throw wrong("the path is not valid: " + e.getReason());
    }
  }

  private Map<String, String> options(String query) {
    Map<String, String> options = new HashMap<>();
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals);
      if (!KEYS.contains(key)) {
        throw wrong("after '?' only mode=0660, owner=USER and group=GROUP may stand, with '&'");
      }
      String value = option.substring(equals + 1);
      if (!value.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
        throw wrong("'" + key + "' has no proper value");
      }
      if (options.put(key, value) != null) {
        throw wrong("'" + key + "' stands there twice");
      }
    }
    return options;
  }

  private int mode(String octal) {
    if (!octal.matches("[0-7]{3,4}")) {
      throw wrong("'mode=' must be followed by three or four octal digits");
    }
    int mode = Integer.parseInt(octal, 8);
    if (mode > 0777) {
      throw wrong("the mode must be 0000 to 0777");
    }
    return mode;
  }

  private Endpoint tcp() {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw wrong("expected 'unix:/path', 'host:port' or 'fd:0'");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong("an IPv6 address must stand in brackets, as in [::1]:9000");
    }
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw wrong("the port must be 0 to 65535");
    }
    return new Endpoint.Tcp(host, Integer.parseInt(port));
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "'%s' is not an address to listen on: %s".formatted(text, why));
  }
}
