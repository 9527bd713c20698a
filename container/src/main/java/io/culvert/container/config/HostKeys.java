package io.culvert.container.config;

import io.culvert.container.apps.VirtualHost;
import io.culvert.container.hosts.HostNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of the table of settings that is about virtual hosts. */
final class HostKeys {
  /**
   * Another name of a host.
   *
   * @param name the one its applications have
   */
  record Alias(String alias, String name) {}

  static final Setting<Alias> ALIASES =
      Setting.many(
          "hosts.aliases",
          "ALIAS=HOST",
          HostKeys::alias,
          List.of(),
          """
          Other names of virtual hosts, such as www.shop.example=shop.example. A host that has \
          applications of its own is nobody's alias.""");

  static final Setting<Optional<String>> FALLBACK =
      Setting.one(
          "hosts.default",
          "HOST",
          HostKeys::host,
          "off",
          """
          The virtual host whose applications answer to names that no host has, before \
          applications without a host do; off for none.""");

  static final Setting<Boolean> CROSS_CONTEXT =
      Setting.one(
          "hosts.cross-context",
          "BOOL",
          Readers::flag,
          "false",
          """
          Whether applications of one virtual host get each other's context by \
          ServletContext.getContext() and can dispatch requests to each other. What one lets in \
          then passes the other's login, too.""");

  static final List<Setting<?>> ALL = List.of(ALIASES, FALLBACK, CROSS_CONTEXT);

  private HostKeys() {}

  static HostSettings read(Values values) {
    Map<String, String> aliases =
        values.many(ALIASES).stream().collect(Collectors.toMap(Alias::alias, Alias::name));
    return new HostSettings(
        new HostNames(aliases, values.one(FALLBACK).orElse("")), values.one(CROSS_CONTEXT));
  }

  private static Alias alias(Written written) {
    String[] sides = written.text().split("=", -1);
    if (sides.length != 2) {
      throw new IllegalArgumentException(
          "'%s' is not ALIAS=HOST, for example www.shop.example=shop.example"
              .formatted(written.text()));
    }
    return new Alias(name(sides[0].strip()), name(sides[1].strip()));
  }

  private static Optional<String> host(Written written) {
    return written.text().equals("off") ? Optional.empty() : Optional.of(name(written.text()));
  }

  private static String name(String text) {
    VirtualHost host = VirtualHost.parse(text);
    if (host.equals(VirtualHost.DEFAULT) || host.port() != VirtualHost.ANY_PORT) {
      throw new IllegalArgumentException(
          "'%s' is no name of a host without a port".formatted(text));
    }
    return host.name();
  }
}
