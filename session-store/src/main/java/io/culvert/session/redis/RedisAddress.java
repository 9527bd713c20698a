package io.culvert.session.redis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is, and who one is to it.
 *
 * @param kind how one gets to it
 * @param tls whether connections are encrypted
 * @param servers one server, sentinels, or some nodes of a cluster
 * @param master the name by which sentinels know it; empty for other kinds
 * @param user who logs in, if it isn't the default user
 * @param password what he logs in with, if he has to
 * @param database its number; 0 in a cluster
 */
public record RedisAddress(
    Kind kind,
    boolean tls,
    List<Server> servers,
    String master,
    Optional<String> user,
    Optional<String> password,
    int database) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(rediss?(?:-sentinel|-cluster)?)://(?:([^@/]*)@)?([^@/]+)(?:/([0-9]{1,4}))?");

  private static final Pattern SENTINELS = Pattern.compile("(rediss?-sentinel://)(.*)@([^@]*)");

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;
  private static final int MOST_PORT = 65_535;

  /** How one gets to Redis. */
  public enum Kind {
    /** One server. */
    SINGLE,

    /** Sentinels know which server is the master. */
    SENTINEL,

    /** A cluster, of which any node tells all others. */
    CLUSTER
  }

  /**
   * One server.
   *
   * @param host a name or an address, not looked up yet
   */
  public record Server(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public RedisAddress {
    servers = List.copyOf(servers);
  }

  /**
   * Reads {@code redis://[user:password@]host[:port][/database]}, {@code
   * redis-sentinel://[user:password@]master@host[:port],…[/database]} or {@code
   * redis-cluster://[user:password@]host[:port],…}, or the same with {@code rediss} for TLS: to
   * sentinels as well.
   *
   * @throws IllegalArgumentException if it is none; the message never holds the password
   */
  public static RedisAddress parse(String text) {
    String rest = text;
    String login = "";
    String master = "";
    if (text.matches("rediss?-sentinel://.*")) {
      Matcher sentinels = SENTINELS.matcher(text);
      String before = sentinels.matches() ? sentinels.group(2) : "";
      int inner = before.lastIndexOf('@');
      master = before.substring(inner + 1);
      login = inner < 0 ? "" : before.substring(0, inner);
      if (master.isEmpty()) {
        throw new IllegalArgumentException(
            "names no master: redis-sentinel://MASTER@HOST:PORT,HOST:PORT");
      }
      rest = sentinels.group(1) + sentinels.group(3);
    }
    Matcher parts = WRITTEN.matcher(rest);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "is no address of Redis such as redis://HOST:6379/0,"
              + " redis-sentinel://MASTER@HOST:26379,… or redis-cluster://HOST:6379,…;"
              + " with TLS they begin with rediss");
    }
    return of(
        parts.group(1),
        login.isEmpty() && parts.group(2) != null ? parts.group(2) : login,
        master,
        parts.group(3),
        parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)));
  }

  private static RedisAddress of(
      String scheme, String login, String master, String servers, int database) {
    Kind kind =
        switch (scheme) {
          case "redis-sentinel", "rediss-sentinel" -> Kind.SENTINEL;
          case "redis-cluster", "rediss-cluster" -> Kind.CLUSTER;
          default -> Kind.SINGLE;
        };
    List<Server> all = servers(servers, kind == Kind.SENTINEL ? SENTINEL_PORT : PORT);
    if (kind == Kind.SINGLE && all.size() > 1) {
      throw new IllegalArgumentException(
          "names several servers; for a cluster it is redis-cluster://…");
    }
    if (kind == Kind.CLUSTER && database != 0) {
      throw new IllegalArgumentException("names a database, and a cluster has only one");
    }
    int colon = login.indexOf(':');
    return new RedisAddress(
        kind,
        scheme.startsWith("rediss"),
        all,
        master,
        text(colon < 0 ? "" : login.substring(0, colon)),
        text(login.substring(colon + 1)),
        database);
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static List<Server> servers(String written, int usualPort) {
    List<Server> all = new ArrayList<>();
    for (String one : written.split(",", -1)) {
      Matcher parts = SERVER.matcher(one);
      if (!parts.matches()) {
        throw new IllegalArgumentException("names a server '%s', not HOST:PORT".formatted(one));
      }
      int port = parts.group(2) == null ? usualPort : Integer.parseInt(parts.group(2));
      if (port < 1 || port > MOST_PORT) {
        throw new IllegalArgumentException("names port %d; it must be 1–65535".formatted(port));
      }
      all.add(new Server(parts.group(1).replaceAll("[\\[\\]]", ""), port));
    }
    Set<Server> distinct = new LinkedHashSet<>(all);
    return List.copyOf(distinct);
  }

  /** The same with another password, from where passwords are kept. */
  public RedisAddress withPassword(String other) {
    return new RedisAddress(kind, tls, servers, master, user, Optional.of(other), database);
  }

  /** For people; without the password. */
  @Override
  public String toString() {
    String all = String.join(",", servers.stream().map(Server::toString).toList());
    String scheme = tls ? "rediss" : "redis";
    return switch (kind) {
      case SINGLE -> "%s://%s/%d".formatted(scheme, all, database);
      case SENTINEL -> "%s-sentinel://%s@%s/%d".formatted(scheme, master, all, database);
      case CLUSTER -> "%s-cluster://%s".formatted(scheme, all);
    };
  }
}
