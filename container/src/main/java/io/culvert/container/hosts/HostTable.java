package io.culvert.container.hosts;

import io.culvert.container.apps.VirtualHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The running applications by host, port and context path. A request is first given to a host: the
 * one its {@code Host} header names, by its name or an alias, else the default host. Then the
 * longest context path decides, among the applications bound to the very port before those of the
 * host's every port. Hosts are walled off: what runs on the default host can't be reached through
 * the name of another one.
 *
 * <p>A lookup takes one pass over host and path and allocates nothing, however many applications
 * there are.
 */
public final class HostTable {
  private static final HostPorts NOBODY = new HostPorts(Map.of());

  /** Runs nothing. */
  public static final HostTable EMPTY = new HostTable(List.of());

  private final List<Mount> mounts;

  /** By the names they were mounted with and no others. */
  private final Map<String, HostPorts> own;

  private final RegionTable<HostPorts> hosts;
  private final HostPorts fallback;
  private final HostPorts defaultHost;

  /** Applications of hosts that have one name each. */
  public HostTable(List<Mount> mounts) {
    this(mounts, HostNames.NONE);
  }

  /**
   * Puts the table together.
   *
   * @throws IllegalArgumentException if two applications claim one address
   */
  public HostTable(List<Mount> mounts, HostNames names) {
    this.mounts = List.copyOf(mounts);
    Map<String, Map<Integer, Map<String, Mount>>> tree = new HashMap<>();
    for (Mount mount : mounts) {
      Mount other =
          tree.computeIfAbsent(mount.host().name(), _ -> new TreeMap<>())
              .computeIfAbsent(mount.host().port(), _ -> new HashMap<>())
              .putIfAbsent(mount.contextPath(), mount);
      if (other != null) {
        throw new IllegalArgumentException(
            "two applications at %s%s/".formatted(mount.host(), mount.contextPath()));
      }
    }
    Map<String, HostPorts> byName = new HashMap<>();
    tree.forEach((name, ports) -> byName.put(name, hostPorts(ports)));
    this.own = Map.copyOf(byName);
    HostPorts unnamed = byName.remove(VirtualHost.DEFAULT.name());
    this.defaultHost = unnamed == null ? NOBODY : unnamed;
    names.aliases().forEach((alias, name) -> addAlias(byName, alias, name));
    this.fallback = byName.getOrDefault(names.fallback(), NOBODY);
    this.hosts = new RegionTable<>(byName, true);
  }

  /** A host that has applications of its own is nobody's alias. */
  private static void addAlias(Map<String, HostPorts> byName, String alias, String name) {
    HostPorts meant = byName.get(name);
    if (meant != null) {
      byName.putIfAbsent(alias, meant);
    }
  }

  private static HostPorts hostPorts(Map<Integer, Map<String, Mount>> ports) {
    Map<Integer, PathTable> tables = new TreeMap<>();
    ports.forEach((port, paths) -> tables.put(port, new PathTable(paths)));
    return new HostPorts(tables);
  }

  /** All applications, in the order they were given. */
  public List<Mount> mounts() {
    return mounts;
  }

  /**
   * Finds the application of a request.
   *
   * @param authority the value of {@code Host}: a name, perhaps with {@code :port}; empty if there
   *     is none
   * @param defaultPort the port that an authority without one means: 80 or 443
   * @param path the canonical path
   */
  public Optional<Mount> find(String authority, int defaultPort, String path) {
    return Optional.ofNullable(lookup(authority, defaultPort, path));
  }

  /**
   * Finds an application among those of one host and no other: no alias leads there, and nobody
   * stands in for it.
   *
   * @param host as applications are mounted
   * @param defaultPort the port that a host without one means
   * @param path the canonical path
   */
  public Optional<Mount> findOn(VirtualHost host, int defaultPort, String path) {
    int port = host.port() == VirtualHost.ANY_PORT ? defaultPort : host.port();
    return Optional.ofNullable(own.getOrDefault(host.name(), NOBODY).find(port, path));
  }

  @Nullable Mount lookup(String authority, int defaultPort, String path) {
    int colon = portColon(authority);
    int end = colon < 0 ? authority.length() : colon;
    if (end > 0 && authority.charAt(end - 1) == '.') {
      end--; // a fully qualified name is the same host (RFC 3986 §3.2.2)
    }
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = hosts.hash(hash, authority.charAt(i));
    }
    HostPorts named = hosts.get(authority, end, hash);
    int port = colon < 0 ? defaultPort : port(authority, colon + 1, defaultPort);
    if (named != null) {
      return named.find(port, path);
    }
    Mount found = fallback.find(port, path);
    return found == null ? defaultHost.find(port, path) : found;
  }

  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static int port(String authority, int start, int defaultPort) {
    int port = 0;
    for (int i = start; i < authority.length(); i++) {
      int digit = authority.charAt(i) - '0';
      if (digit < 0 || digit > 9 || port > 65535) {
        return -1;
      }
      port = 10 * port + digit;
    }
    return start == authority.length() ? defaultPort : port;
  }
}
