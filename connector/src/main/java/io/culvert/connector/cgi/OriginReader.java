package io.culvert.connector.cgi;

import java.net.InetAddress;

/** Reads who asked whom. */
final class OriginReader {

  private static final String HTTPS_PORT = "443";
  private static final String HTTP_PORT = "80";
  private static final HostPort LOCALHOST =
      new HostPort("localhost", HostPort.NO_PORT, "localhost");

  private final ValueCache<HostPort> hosts =
      new ValueCache<>(256, text -> HostPort.parse("HTTP_HOST", text));
  private final ValueCache<InetAddress> clients =
      new ValueCache<>(1024, text -> Addresses.parse(MetaVariable.REMOTE_ADDR, text));
  private final ValueCache<InetAddress> servers =
      new ValueCache<>(64, text -> Addresses.parse(MetaVariable.SERVER_ADDR, text));

  Origin read(MetaVariables meta, RequestTarget target) throws Refusal {
    boolean secure = isSecure(meta);
    return new Origin(
        host(meta, target, secure),
        secure,
        address(meta, MetaVariable.REMOTE_ADDR, clients),
        address(meta, MetaVariable.SERVER_ADDR, servers));
  }

  private static boolean isSecure(MetaVariables meta) {
    if (meta.has(MetaVariable.HTTPS) && !meta.raw(MetaVariable.HTTPS).equalsIgnoreCase("off")) {
      return true;
    }
    return meta.has(MetaVariable.REQUEST_SCHEME)
        && meta.raw(MetaVariable.REQUEST_SCHEME).equalsIgnoreCase("https");
  }

  private static InetAddress address(
      MetaVariables meta, MetaVariable variable, ValueCache<InetAddress> cache) throws Refusal {
    return meta.has(variable)
        ? cache.get(meta.pairs(), meta.pair(variable))
        : InetAddress.getLoopbackAddress();
  }

  /** A target in absolute form wins over the Host field (RFC 9112 §3.2.2). */
  private HostPort host(MetaVariables meta, RequestTarget target, boolean secure) throws Refusal {
    if (!target.authority().isEmpty()) {
      return HostPort.parse("the host in REQUEST_URI", target.authority());
    }
    return meta.has(MetaVariable.HTTP_HOST)
        ? hosts.get(meta.pairs(), meta.pair(MetaVariable.HTTP_HOST))
        : ownName(meta, secure);
  }

  /**
   * For a client that named no host (HTTP/1.0). SERVER_NAME is configuration, and often no name at
   * all: nginx says {@code _} for its catch-all server or even a regular expression.
   */
  private static HostPort ownName(MetaVariables meta, boolean secure) {
    HostPort name =
        named(meta, MetaVariable.SERVER_NAME, named(meta, MetaVariable.SERVER_ADDR, LOCALHOST));
    String port = meta.raw(MetaVariable.SERVER_PORT);
    boolean usual = port.equals(secure ? HTTPS_PORT : HTTP_PORT);
    return usual || name.port() != HostPort.NO_PORT ? name : withPort(name, port);
  }

  private static HostPort named(MetaVariables meta, MetaVariable variable, HostPort otherwise) {
    String text = meta.raw(variable);
    if (text.isEmpty() || text.equals("_")) {
      return otherwise;
    }
    try {
      return HostPort.parse(variable.name(), Addresses.isIpv6(text) ? "[" + text + "]" : text);
    } catch (Refusal _) {
      return otherwise;
    }
  }

  private static HostPort withPort(HostPort name, String port) {
    int number = Decimal.port(port);
    return number == 0 ? name : name.withPort(number);
  }
}
