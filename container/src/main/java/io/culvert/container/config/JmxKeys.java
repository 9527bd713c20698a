package io.culvert.container.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The part of the table of settings that says who may administer the server from elsewhere. */
final class JmxKeys {
  private static final String OFF = "off";

  static final Setting<Optional<InetSocketAddress>> LISTEN =
      Setting.one(
          "jmx.remote",
          "HOST:PORT",
          written -> isOff(written) ? Optional.empty() : Optional.of(Readers.hostPort(written)),
          OFF,
          """
          Where JMX is spoken over the network, registry and connector on one port. The commands \
          of the same machine need none of this. Needs jmx.password-file and jmx.access-file, and \
          jmx.tls-file if it can be reached from other machines.""");

  static final Setting<Optional<Path>> PASSWORDS =
      file(
          "jmx.password-file",
          """
          Who may use it: a user and a password in each line, in the form of Java's \
          jmxremote.password. Passwords are replaced by their hashes when the file can be written. \
          Only its owner may have access to it.""");

  static final Setting<Optional<Path>> ACCESS =
      file(
          "jmx.access-file",
          """
          What users may do: a user and readonly or readwrite in each line, in the form of Java's \
          jmxremote.access. Only readwrite may call operations.""");

  static final Setting<Optional<Path>> TLS =
      file(
          "jmx.tls-file",
          """
          A properties file with javax.net.ssl.keyStore and javax.net.ssl.keyStorePassword; JMX is \
          spoken over TLS then. Only its owner may have access to it.""");

  static final List<Setting<?>> ALL = List.of(LISTEN, PASSWORDS, ACCESS, TLS);

  private JmxKeys() {}

  private static Setting<Optional<Path>> file(String key, String explanation) {
    return Setting.one(
        key,
        "FILE",
        written -> isOff(written) ? Optional.empty() : Optional.of(Readers.path(written)),
        OFF,
        explanation);
  }

  private static boolean isOff(Written written) {
    return written.text().equals(OFF);
  }

  /** What was configured; nothing if it is off, or is not as it has to be. */
  static Optional<RemoteJmx> read(Values values) {
    Optional<InetSocketAddress> listen = values.one(LISTEN);
    Optional<Path> passwords = values.one(PASSWORDS);
    Optional<Path> access = values.one(ACCESS);
    if (listen.isEmpty() || passwords.isEmpty() || access.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RemoteJmx(listen.get(), passwords.get(), access.get(), values.one(TLS)));
  }

  /** Refuses what would let anybody in, or show passwords to others. */
  static void check(Values values) {
    Optional<InetSocketAddress> listen = values.one(LISTEN);
    if (listen.isEmpty()) {
      return;
    }
    if (listen.get().getPort() == 0) {
      values.refuse(LISTEN, "needs a port other than 0");
    }
    if (values.one(PASSWORDS).isEmpty() || values.one(ACCESS).isEmpty()) {
      values.refuse(
          LISTEN, "needs jmx.password-file and jmx.access-file: whoever gets in can do everything");
    }
    if (!listen.get().getAddress().isLoopbackAddress() && values.one(TLS).isEmpty()) {
      values.refuse(
          LISTEN,
          "can be reached from other machines, and passwords would be sent in the clear: set"
              + " jmx.tls-file, or listen on 127.0.0.1");
    }
  }
}
