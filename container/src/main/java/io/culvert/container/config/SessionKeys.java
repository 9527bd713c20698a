package io.culvert.container.config;

import io.culvert.container.relay.NodeAddress;
import io.culvert.container.session.Route;
import io.culvert.container.session.SessionSettings;
import io.culvert.session.heap.HeapLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of the table of settings that says how sessions are kept. */
final class SessionKeys {
  private static final Setting<SessionSettings.Kind> STORE =
      Setting.one(
          "sessions.store",
          "KIND",
          SessionKeys::kind,
          "heap",
          """
          What keeps sessions while the server runs: heap, or disk for a copy of each in \
          sessions.folder that is there before a response leaves, also if the server is killed, or \
          redis for sessions that several servers share.""");

  private static final Setting<Path> FOLDER =
      Setting.one(
          "sessions.folder",
          "DIR",
          Readers::path,
          "sessions",
          """
          Where sessions are kept while the server is stopped, and the key that session cookies \
          are signed with. Nobody but the server's user may write to it.""");

  private static final Setting<Boolean> EPHEMERAL =
      Setting.one(
          "sessions.ephemeral",
          "BOOL",
          Readers::flag,
          "true",
          """
          Whether a session is stored only when something is put into it; until then a signed \
          cookie is all there is of it. Applications with an HttpSessionListener have every session \
          stored.""");

  private static final Setting<Integer> MAX =
      Setting.one(
          "sessions.max",
          "N",
          Readers.count(1, 100_000_000),
          "100000",
          """
          Sessions of one application. Beyond that others give way: first those whose client never \
          came back, then empty ones, then those with data, then those of users who are logged \
          in, and of each kind the one unused for longest.""");

  private static final Setting<Integer> NEWCOMERS =
      Setting.one(
          "sessions.newcomers",
          "N",
          Readers.count(1, 100_000_000),
          "25000",
          "How many of them may be such whose client has not come back yet.");

  private static final Setting<Long> MEMORY =
      Setting.one(
          "sessions.memory",
          "SIZE",
          Readers.size(0, 1L << 50),
          "0",
          """
          About how much memory the sessions of one application may take before others give way; 0 \
          for a quarter of the heap.""");

  private static final Setting<Duration> PROBATION =
      Setting.one(
          "sessions.probation",
          "TIME",
          Readers::duration,
          "10m",
          "How long a session lives whose client does not come back.");

  private static final Setting<Duration> IN_USE =
      Setting.one(
          "sessions.in-use",
          "TIME",
          Readers::duration,
          "1m",
          """
          How long a session never gives way after it was used. If all are in use, requests that \
          need a new one are answered with 503.""");

  static final Setting<NodeAddress> NODES =
      Setting.many(
          "sessions.nodes",
          "ROUTE=ADDR",
          written -> NodeAddress.parse(written.text()),
          List.of(),
          """
          All nodes by their routes, the same list on each, with where they listen for FastCGI. A \
          request that reaches this node though another one has its session is passed on to that \
          one; if that one is not there, the request is served here, with a new session. Needs \
          node.route, and a store of each node's own. The nodes must let each other in, see \
          trust.web-servers.""");

  static final List<Setting<?>> ALL =
      Stream.of(
              List.of(STORE, FOLDER, EPHEMERAL, MAX, NEWCOMERS, MEMORY, PROBATION, IN_USE, NODES),
              RedisKeys.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private SessionKeys() {}

  private static SessionSettings.Kind kind(Written written) {
    return switch (written.text()) {
      case "heap" -> SessionSettings.Kind.HEAP;
      case "disk" -> SessionSettings.Kind.DISK;
      case "redis" -> SessionSettings.Kind.REDIS;
      default -> throw Readers.refuse(written, "is neither heap nor disk nor redis");
    };
  }

  /** Refuses what would have no effect, or not the one that is wanted. */
  static void check(Values values) {
    if (values.many(NODES).isEmpty()) {
      return;
    }
    if (values.one(NodeKeys.ROUTE).equals(Route.NONE)) {
      values.refuse(NODES, "needs node.route, by which other nodes know the sessions of this one");
    }
    if (values.one(STORE) == SessionSettings.Kind.REDIS) {
      values.refuse(
          NODES,
          "is for nodes with sessions of their own; with sessions.store = \"redis\" any node serves"
              + " any session");
    }
  }

  static SessionSettings read(Values values) {
    long memory = values.one(MEMORY);
    return new SessionSettings(
        values.one(STORE),
        Optional.of(values.one(FOLDER)),
        values.one(EPHEMERAL),
        new HeapLimits(
            values.one(MAX),
            values.one(NEWCOMERS),
            memory == 0 ? Runtime.getRuntime().maxMemory() / 4 : memory,
            values.one(PROBATION),
            values.one(IN_USE)),
        RedisKeys.read(values));
  }
}
