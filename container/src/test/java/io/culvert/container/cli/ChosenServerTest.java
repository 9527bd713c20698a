package io.culvert.container.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.jmx.MBeans;
import io.culvert.container.jmx.ServerBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code status}, {@code list} and {@code stop} find the server they are for. */
class ChosenServerTest {
  private final FakeServers servers = new FakeServers();
  private final List<String> stopped = new ArrayList<>();
  @TempDir private Path folder;

  private void run(long pid, String address, Path work) {
    MBeanServer beans = servers.add(pid);
    ServerBean.register(
        new MBeans(beans),
        new ServerBean.Facts("1.2.3", List.of(address), List.of(), work.toString(), "in memory"),
        () -> stopped.add(address),
        InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")));
  }

  private Terminal terminal() {
    return Terminal.without(folder).with(servers);
  }

  @Test
  void theOnlyServerNeedsNoName() {
    run(7, "127.0.0.1:9000", folder.resolve("work"));
    Terminal terminal = terminal();
    assertEquals(ExitCode.SUCCESS, terminal.run("status"), terminal.err());
    assertTrue(terminal.out().startsWith("Culvert 1.2.3  starting for 0 s"), terminal.out());
    assertTrue(terminal.out().contains("FastCGI      127.0.0.1:9000\n"), terminal.out());
    assertEquals(0, servers.openSessions());
  }

  @Test
  void withoutAServerThereIsNothingToAskAndNothingToStop() {
    Terminal terminal = terminal();
    assertEquals(ExitCode.NO_SERVER, terminal.run("status"));
    assertEquals(
        "no Culvert server runs here, as far as can be seen; 'culvert run' starts one\n",
        terminal.err());
    assertEquals(ExitCode.SUCCESS, terminal.run("stop"));
    assertEquals("no server runs here; nothing to stop\n", terminal.out());
  }

  @Test
  void theServerOfAnotherUserIsNamedAndNotTakenForNone() {
    servers.withForeign(12, "www-data");
    for (String command : List.of("list", "stop")) {
      Terminal terminal = terminal();
      assertEquals(ExitCode.NO_SERVER, terminal.run(command));
      assertEquals(
          "no Culvert server of this user runs here, but process 12 of user www-data;"
              + " call culvert as that user or as root\n",
          terminal.err());
    }
  }

  @Test
  void ofSeveralServersOneHasToBeNamed() {
    run(7, "127.0.0.1:9000", folder.resolve("a"));
    run(8, "unix:/run/c.sock?mode=0660", folder.resolve("b"));
    Terminal terminal = terminal();
    assertEquals(ExitCode.NO_SERVER, terminal.run("stop", "--no-wait"));
    long pid = ProcessHandle.current().pid();
    assertEquals(
        """
        several servers run here; say which one is meant with --server:
          process %1$d, 127.0.0.1:9000, work folder %2$s/a
          process %1$d, unix:/run/c.sock?mode=0660, work folder %2$s/b
        """
            .formatted(pid, folder),
        terminal.err());
    assertEquals(List.of(), stopped);
    assertEquals(0, servers.openSessions());
  }

  @Test
  void aServerIsNamedByProcessAddressOrWorkFolder() {
    run(7, "127.0.0.1:9000", folder.resolve("a"));
    run(8, "unix:/run/c.sock?mode=0660", folder.resolve("b"));
    for (String name : List.of("8", "unix:/run/c.sock", "b", folder.resolve("b").toString())) {
      assertEquals(ExitCode.SUCCESS, terminal().run("stop", "--no-wait", "--server", name), name);
      assertEquals(List.of("unix:/run/c.sock?mode=0660"), stopped, name);
      stopped.clear();
    }
    Terminal terminal = terminal();
    assertEquals(ExitCode.NO_SERVER, terminal.run("stop", "--server", "nowhere"));
    assertTrue(
        terminal.err().startsWith("--server nowhere: none of these has that work folder"),
        terminal.err());
    assertEquals(ExitCode.NO_SERVER, terminal.run("status", "--server", "99"));
    assertEquals("there is no process 99\n", terminal.err());
    assertEquals(ExitCode.SUCCESS, terminal.run("stop", "--server", "99"));
    assertEquals("there is no process 99; nothing to stop\n", terminal.out());
    assertEquals(0, servers.openSessions());
  }

  @Test
  void aProcessThatIsNoServerIsRefused() {
    servers.add(5);
    Terminal terminal = terminal();
    assertEquals(ExitCode.NO_SERVER, terminal.run("status", "--server", "5"));
    assertEquals("process 5 is no Culvert server, or was started only just now\n", terminal.err());
    assertEquals(0, servers.openSessions());
  }

  @Test
  void jsonHasEveryAttributeByItsName() {
    run(7, "127.0.0.1:9000", folder.resolve("a\"b"));
    Terminal terminal = terminal();
    assertEquals(ExitCode.SUCCESS, terminal.run("status", "--json"));
    assertTrue(terminal.out().contains("\"state\": \"STARTING\""), terminal.out());
    assertTrue(terminal.out().contains("\"endpoints\": [\n"), terminal.out());
    assertTrue(terminal.out().contains("\"httpAddresses\": []"), terminal.out());
    assertTrue(terminal.out().contains("/a\\\"b\""), terminal.out());
    assertTrue(terminal.out().contains("\"connector\": null"), terminal.out());
    assertTrue(
        Pattern.compile("\"startTime\": \"20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z\"")
            .matcher(terminal.out())
            .find(),
        terminal.out());
  }

  @Test
  void coloursAreForTerminals() {
    run(7, "127.0.0.1:9000", folder);
    Terminal terminal = terminal().withColours();
    terminal.run("status");
    assertTrue(terminal.out().startsWith("\033[1mCulvert 1.2.3\033[0m"), terminal.out());
    Terminal plain = terminal();
    plain.run("status");
    assertTrue(!plain.out().contains("\033"), plain.out());
  }
}
