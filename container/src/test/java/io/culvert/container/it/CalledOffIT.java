package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to end before it has started. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CalledOffIT {
  @TempDir private Path folder;

  private Spawned start(Gate gate, Map<String, String> environment) throws IOException {
    String slow = "/slow:" + GateWar.writeSlowStart(folder.resolve("slow.war"), gate);
    String next = "/next:" + Artifacts.sample();
    List<String> line = new ArrayList<>(List.of(Dist.find().command(), "run"));
    line.addAll(Culvert.options(folder, "unix:" + folder.resolve("s"), List.of(slow, next)));
    return Spawned.start(folder, "culvert", environment, line);
  }

  @Test
  void itHangsUpAtOnceWaitsForTheApplicationThatStartsAndEndsWithZero() throws Exception {
    try (Gate gate = Gate.open();
        Spawned culvert = start(gate, Map.of("CULVERT_TIMEOUTS_SHUTDOWN", "60s"))) {
      Gate.Held starting = gate.awaitOne();
      assertTrue(Files.exists(folder.resolve("s")));
      culvert.terminate();
      culvert.awaitUntil(() -> !Files.exists(folder.resolve("s")));
      culvert.terminate();
      assertTrue(culvert.isAlive());
      starting.letThrough();
      assertEquals(0, culvert.exitStatus(), culvert::output);
      assertTrue(culvert.output().endsWith("Culvert stopped\n"), culvert::output);
    }
  }

  /** It waits for its configuration, which is a pipe that nobody writes to. */
  @Test
  void askedToEndBeforeItHasReadItsConfigurationItEndsWithZero() throws Exception {
    Path pipe = folder.resolve("culvert.toml");
    assertEquals(0, Ran.of(folder, Map.of(), List.of("mkfifo", pipe.toString())).status());
    List<String> line = List.of(Dist.find().command(), "run", "--config", pipe.toString());
    try (Spawned culvert = Spawned.start(folder, "culvert", Map.of(), line);
        OutputStream _ = Files.newOutputStream(pipe)) { // opened when the server opens it
      culvert.terminate();
      assertEquals(0, culvert.exitStatus(), culvert::output);
    }
  }

  @Test
  void anApplicationThatDoesNotComeToTheEndOfItsStartIsNotWaitedForLongerThanTheGrace()
      throws Exception {
    try (Gate gate = Gate.open();
        Spawned culvert = start(gate, Map.of("CULVERT_TIMEOUTS_SHUTDOWN", "100ms"))) {
      gate.awaitOne();
      culvert.terminate();
      assertEquals(0, culvert.exitStatus(), culvert::output);
      assertFalse(Files.exists(folder.resolve("s")));
    }
  }
}
