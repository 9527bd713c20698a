package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may administer the server from elsewhere, and which configurations are refused. */
final class JmxKeysTest {
  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  private ConfigResult load() {
    return new ConfigLoader(home, home, environment).load(Source.NONE, Source.NONE);
  }

  private Optional<RemoteJmx> remote() {
    return assertInstanceOf(ConfigResult.Ok.class, load()).config().remoteJmx();
  }

  private List<String> problems() {
    ConfigResult.Bad bad = assertInstanceOf(ConfigResult.Bad.class, load());
    return bad.problems().stream().map(ConfigProblem::toString).toList();
  }

  private void set(String variable, String value) {
    environment.put("CULVERT_JMX_" + variable, value);
  }

  @Test
  void nobodyMayUnlessTheOperatorSaysSo() {
    assertEquals(Optional.empty(), remote());
  }

  @Test
  void passwordsAndAccessAreEnoughForLoopback() {
    set("REMOTE", "127.0.0.1:9010");
    set("PASSWORD_FILE", "passwords");
    set("ACCESS_FILE", "access");
    assertEquals(
        Optional.of(
            new RemoteJmx(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9010),
                home.resolve("passwords"),
                home.resolve("access"),
                Optional.empty())),
        remote());
  }

  @Test
  void withoutPasswordsNobodyIsLetIn() {
    set("REMOTE", "127.0.0.1:9010");
    set("PASSWORD_FILE", "passwords");
    assertEquals(
        List.of(
            "CULVERT_JMX_REMOTE: needs jmx.password-file and jmx.access-file: whoever gets in can do"
                + " everything"),
        problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:9010", "[::]:9010", "192.0.2.1:9010"})
  void otherMachinesNeedTls(String address) {
    set("REMOTE", address);
    set("PASSWORD_FILE", "passwords");
    set("ACCESS_FILE", "access");
    assertEquals(
        List.of(
            "CULVERT_JMX_REMOTE: can be reached from other machines, and passwords would be sent in"
                + " the clear: set jmx.tls-file, or listen on 127.0.0.1"),
        problems());
    set("TLS_FILE", "tls.properties");
    assertEquals(Optional.of(home.resolve("tls.properties")), remote().flatMap(RemoteJmx::tls));
  }

  @Test
  void clientsHaveToKnowThePort() {
    set("REMOTE", "127.0.0.1:0");
    set("PASSWORD_FILE", "passwords");
    set("ACCESS_FILE", "access");
    assertEquals(List.of("CULVERT_JMX_REMOTE: needs a port other than 0"), problems());
  }
}
