package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that open the socket and start Culvert on it: spawn-fcgi and systemd. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StartedByOthersIT {
  /** Runs a command, with what it says in a file of its own process. */
  private static final List<String> SPEAKING =
      List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" 2> \"said.$$\"");

  /** Runs a command as the FastCGI specification allows (§2.2): with standard input only. */
  private static final List<String> MUTE = List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" >&- 2>&-");

  @TempDir private Path folder;
  private Path socket = Path.of("");

  @BeforeEach
  void nameSocket() {
    socket = folder.resolve("s");
  }

  private Endpoint unix() {
    return Endpoint.parse("unix:" + socket);
  }

  /** The command that runs the sample on whatever socket it is given. */
  private List<String> culvert() throws IOException {
    List<String> options = Culvert.options(folder, "x", List.of("/:" + Artifacts.sample()));
    List<String> line = new ArrayList<>(List.of(Dist.find().command(), "run"));
    line.addAll(options.subList(2, options.size()));
    return line;
  }

  private static List<String> line(List<String> before, List<String> command) {
    List<String> line = new ArrayList<>(before);
    line.addAll(command);
    return line;
  }

  private Spawned start(List<String> before, List<String> command) throws IOException {
    return Spawned.start(folder, "culvert", Map.of(), line(before, command));
  }

  private static void assertServes(Endpoint endpoint) throws IOException {
    try (ScriptedPeer peer = connected(endpoint)) {
      peer.send(ScriptedPeer.request(1, false, ScriptedPeer.get("/hello", Map.of()), new byte[0]));
      assertEquals(200, peer.answer(1).status());
    }
  }

  /** A socket has a name before anybody listens on it; the test's own time bounds the wait. */
  private static ScriptedPeer connected(Endpoint endpoint) throws IOException {
    while (true) {
      try {
        return ScriptedPeer.connect(endpoint);
      } catch (ConnectException _) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  @Test
  void onASocketOfSpawnFcgiItServesAndEndsAndLeavesTheSocketToItsOwner() throws Exception {
    Program.assumeInstalled("spawn-fcgi");
    List<String> spawn = List.of("/usr/bin/spawn-fcgi", "-n", "-s", socket.toString(), "--");
    try (Spawned culvert = start(spawn, culvert())) {
      culvert.awaitUntil(() -> Files.exists(socket));
      assertServes(unix());
      culvert.terminate();
      assertEquals(0, culvert.exitStatus(), culvert::output);
      assertTrue(Files.exists(socket));
      // closing standard input closes the JDK's standard error as well, unless that is prevented
      assertTrue(culvert.output().endsWith("Culvert stopped\n"), culvert::output);
    }
  }

  @Test
  void onAPortOfSpawnFcgiItServesAndEnds() throws Exception {
    Program.assumeInstalled("spawn-fcgi");
    String port = Integer.toString(Ports.free());
    List<String> spawn = List.of("/usr/bin/spawn-fcgi", "-n", "-a", "127.0.0.1", "-p", port, "--");
    try (Spawned culvert = start(spawn, culvert())) {
      culvert.awaitUntil(() -> Ports.answers(Integer.parseInt(port)));
      assertServes(Endpoint.parse("127.0.0.1:" + port));
      culvert.terminate();
      assertEquals(0, culvert.exitStatus(), culvert::output);
      assertTrue(culvert.output().endsWith("Culvert stopped\n"), culvert::output);
    }
  }

  @Test
  void aPortThatIsOpenForEverybodyIsRefused() throws Exception {
    Program.assumeInstalled("spawn-fcgi");
    String port = Integer.toString(Ports.free());
    List<String> spawn = List.of("/usr/bin/spawn-fcgi", "-n", "-a", "0.0.0.0", "-p", port, "--");
    try (Spawned culvert = start(spawn, culvert())) {
      assertEquals(1, culvert.exitStatus(), culvert::output);
      assertTrue(culvert.output().contains("fd:0: refusing to listen for everybody"));
    }
  }

  @Test
  void withoutStandardOutputAndErrorItServesAndEnds() throws Exception {
    Program.assumeInstalled("spawn-fcgi");
    List<String> spawn = List.of("/usr/bin/spawn-fcgi", "-n", "-s", socket.toString(), "--");
    try (Spawned culvert = start(line(spawn, MUTE), culvert())) {
      culvert.awaitUntil(() -> Files.exists(socket));
      assertServes(unix());
      culvert.terminate();
      assertEquals(0, culvert.exitStatus());
    }
  }

  @Test
  void oneOfTwoProcessesOnASocketGoesOnWhenTheOtherHasStopped() throws Exception {
    Program.assumeInstalled("spawn-fcgi");
    Path pids = folder.resolve("pids");
    List<String> spawn =
        List.of(
            "/usr/bin/spawn-fcgi", "-F", "2", "-s", socket.toString(), "-P", pids.toString(), "--");
    assertEquals(0, Ran.of(folder, Map.of(), line(line(spawn, SPEAKING), culvert())).status());
    List<ProcessHandle> processes =
        Files.readString(pids)
            .lines()
            .map(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow())
            .toList();
    try {
      assertEquals(2, processes.size());
      for (ProcessHandle each : processes) {
        awaitUntil(() -> said(each).contains(" started in "));
      }
      assertServesOften();
      processes.getFirst().destroy();
      processes.getFirst().onExit().join();
      assertTrue(said(processes.getFirst()).endsWith("Culvert stopped\n"));
      assertServesOften();
      assertTrue(Files.exists(socket));
      processes.getLast().destroy();
      processes.getLast().onExit().join();
      assertTrue(said(processes.getLast()).endsWith("Culvert stopped\n"));
    } finally {
      processes.forEach(ProcessHandle::destroyForcibly);
      processes.forEach(each -> each.onExit().join());
    }
  }

  private String said(ProcessHandle process) {
    try {
      return Files.readString(folder.resolve("said." + process.pid()));
    } catch (IOException _) {
      return "";
    }
  }

  /** The test's own time bounds the wait. */
  private static void awaitUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void assertServesOften() throws IOException {
    for (int i = 0; i < 50; i++) {
      assertServes(unix());
    }
  }

  /**
   * systemd's protocol (sd_listen_fds(3)): the socket is descriptor 3, and the first visitor
   * starts.
   */
  @Test
  void onASocketOfSystemdTheFirstVisitorIsServed() throws Exception {
    Program.assumeInstalled("systemd-socket-activate");
    List<String> activate = List.of("/usr/bin/systemd-socket-activate", "-l", socket.toString());
    try (Spawned culvert = start(activate, culvert())) {
      culvert.awaitUntil(() -> Files.exists(socket));
      assertServes(unix());
      assertServes(unix());
      assertTrue(culvert.output().contains("listens on fd:0"), culvert::output);
      culvert.terminate();
      assertEquals(0, culvert.exitStatus(), culvert::output);
      assertTrue(culvert.output().endsWith("Culvert stopped\n"), culvert::output);
    }
  }

  @Test
  void ofTwoSocketsOfSystemdItCannotTellWhichIsMeant() throws Exception {
    Program.assumeInstalled("systemd-socket-activate");
    Path other = folder.resolve("o");
    List<String> activate =
        List.of(
            "/usr/bin/systemd-socket-activate", "-l", socket.toString(), "-l", other.toString());
    try (Spawned culvert = start(activate, culvert())) {
      culvert.awaitUntil(() -> Files.exists(other));
      connected(unix()).close();
      assertEquals(2, culvert.exitStatus(), culvert::output);
      assertTrue(culvert.output().contains("only one can be used"), culvert::output);
    }
  }

  /** With the folder of this distribution for the one that they name. */
  @Test
  void systemdUnderstandsTheShippedUnits() throws Exception {
    Program.assumeInstalled("systemd-analyze");
    Path home = Dist.find().home();
    List<String> verify = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify"));
    for (String unit : List.of("culvert.service", "culvert.socket")) {
      String text = Files.readString(home.resolve("systemd").resolve(unit));
      Path copy = folder.resolve(unit);
      verify.add(Files.writeString(copy, text.replace("/opt/culvert/", home + "/")).toString());
    }
    Ran verified = Ran.of(folder, Map.of(), verify);
    assertEquals("", verified.err());
    assertEquals(0, verified.status());
  }
}
