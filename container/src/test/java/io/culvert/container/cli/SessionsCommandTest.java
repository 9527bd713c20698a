package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.apps.FakeApplications;
import io.culvert.container.jmx.ApplicationBeans;
import io.culvert.container.jmx.MBeans;
import io.culvert.container.jmx.ServerBean;
import io.culvert.container.session.FakeSessions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code culvert sessions}. */
final class SessionsCommandTest {
  private static final String SHOP = "/shop##2.1";

  private final FakeServers servers = new FakeServers();
  private final FakeApplications applications = new FakeApplications().with("/shop");
  private final FakeSessions sessions =
      new FakeSessions(SHOP).with("aa01", Map.of("user", 20L)).with("bb02", Map.of());
  @TempDir private Path folder;
  private ApplicationBeans beans;

  @BeforeEach
  void start() {
    MBeans mbeans = new MBeans(servers.add(7));
    ServerBean.register(
        mbeans,
        new ServerBean.Facts("1", List.of("127.0.0.1:9000"), List.of(), "/work", "in memory"),
        () -> {},
        InstantSource.system());
    beans = ApplicationBeans.follow(mbeans, applications, sessions);
  }

  @AfterEach
  void stop() {
    beans.close();
    assertEquals(0, servers.openSessions());
  }

  private String run(int exitCode, String... line) {
    Terminal terminal = Terminal.without(folder).with(servers);
    assertEquals(exitCode, terminal.run(line), terminal.err());
    return exitCode == ExitCode.SUCCESS ? terminal.out() : terminal.err();
  }

  @Test
  void sessionsAreListedPageByPage() {
    String page = run(ExitCode.SUCCESS, "sessions", "list", SHOP, "--most", "1");
    assertTrue(page.contains("aa01") && page.contains("AUTHENTICATED"), page);
    assertFalse(page.contains("bb02"), page);
    assertTrue(run(ExitCode.SUCCESS, "sessions", "list", SHOP, "--after", "aa01").contains("bb02"));
    String refused = run(ExitCode.FAILURE, "sessions", "list", SHOP, "--most", "9999");
    assertTrue(refused.contains("1 to 1000"), refused);
  }

  @Test
  void sessionsAndTheirStoreAreShownInNumbers() {
    String shown = run(ExitCode.SUCCESS, "sessions", "status", SHOP);
    assertTrue(shown.matches("(?s)Live +2\n.*\nNearCacheMisses +23\n.*"), shown);
    assertTrue(shown.matches("(?s).*\nStoreAway +true\n.*\nVISIT +9 +1.0 +3.5 +5.2\n"), shown);
  }

  @Test
  void sessionIsShownWithItsAttributes() {
    String shown = run(ExitCode.SUCCESS, "sessions", "inspect", SHOP, "aa01");
    assertTrue(shown.matches("(?s)key +aa01\n.*\nATTRIBUTE +BYTES\nuser +20\n"), shown);
    assertTrue(
        run(ExitCode.FAILURE, "sessions", "inspect", SHOP, "xx").contains("'xx'"), "names it");
  }

  @Test
  void sessionsAreEndedAndThatMayBeRepeated() {
    assertEquals(
        SHOP + ": session aa01 has ended\n" + SHOP + " has no session with the key 'xx'\n",
        run(ExitCode.SUCCESS, "sessions", "invalidate", SHOP, "aa01", "xx"));
    assertFalse(run(ExitCode.SUCCESS, "sessions", "list", SHOP).contains("aa01"));
  }

  @Test
  void applicationThatIsNotThereIsNamed() {
    assertEquals(
        "/x: no such application serves\n", run(ExitCode.FAILURE, "sessions", "list", "/x"));
    assertTrue(run(ExitCode.USAGE, "sessions").startsWith("say what"));
  }
}
