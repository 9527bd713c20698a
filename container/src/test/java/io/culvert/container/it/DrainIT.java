package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.transport.Endpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is asked to end: nobody who has come goes away without an answer. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DrainIT {
  private static final Map<String, String> PATIENT = Map.of("CULVERT_TIMEOUTS_SHUTDOWN", "60s");

  @TempDir private Path folder;

  private String gateAtRoot() throws IOException {
    return "/:" + GateWar.write(folder.resolve("gate.war"));
  }

  @ParameterizedTest
  @EnumSource
  void requestsThatRunAreAnsweredAndTheProcessEndsWithZero(Transport transport) throws Exception {
    try (Gate gate = Gate.open();
        Site site = Site.start(FrontEnd.NGINX, transport, folder, PATIENT, gateAtRoot());
        Visitor visitor = site.stranger()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      List<Gate.Held> held = new ArrayList<>();
      for (String page : List.of("/hold", "/put-aside", "/hold", "/put-aside", "/hold")) {
        answers.add(visitor.begin(page + gate.query()));
        held.add(gate.awaitOne());
      }
      Spawned process = site.culvert().process();
      process.terminate();
      process.awaitUntil(() -> isRefused(site.culvert()));
      process.terminate();
      assertEquals(502, visitor.get("/nothing").statusCode());
      assertTrue(process.isAlive());
      for (Gate.Held page : held) {
        page.letThrough();
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.get().statusCode());
        assertEquals("let through", answer.get().body());
      }
      assertEquals(0, process.exitStatus(), process::output);
      assertFalse(Files.exists(folder.resolve("s")));
    }
  }

  private static boolean isRefused(Culvert culvert) {
    try (ScriptedPeer _ = ScriptedPeer.connect(Endpoint.parse(culvert.address()))) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /** The process is stopped meanwhile, so that the kernel has the requests and the signal. */
  @ParameterizedTest
  @EnumSource
  void requestsThatWaitToBeAcceptedAreAnswered(Transport transport) throws Exception {
    try (Culvert culvert = transport.start(Dist.find(), folder, PATIENT, sampleAtRoot())) {
      signal(culvert, "STOP");
      List<ScriptedPeer> peers = new ArrayList<>();
      for (int number = 0; number < 20; number++) {
        ScriptedPeer peer = ScriptedPeer.connect(Endpoint.parse(culvert.address()));
        peers.add(peer);
        byte[] request =
            ScriptedPeer.request(
                1, number % 2 == 0, ScriptedPeer.get("/hello", Map.of()), new byte[0]);
        peer.send(request);
      }
      culvert.process().terminate();
      signal(culvert, "CONT");
      for (ScriptedPeer peer : peers) {
        try (peer) {
          assertEquals(200, peer.answer(1).status());
          assertTrue(peer.isClosedByServer());
        }
      }
      assertEquals(0, culvert.process().exitStatus(), culvert.process()::output);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHundredThatRunAndTwentyThatWaitAreAnsweredAtTheLimitOfConnections(Transport transport)
      throws Exception {
    Map<String, String> full =
        Map.of("CULVERT_TIMEOUTS_SHUTDOWN", "60s", "CULVERT_LIMITS_CONNECTIONS", "100");
    try (Gate gate = Gate.open();
        Culvert culvert = transport.start(Dist.find(), folder, full, gateAtRoot())) {
      List<ScriptedPeer> peers = new ArrayList<>();
      List<Gate.Held> held = new ArrayList<>();
      for (int number = 0; number < 100; number++) {
        peers.add(hold(culvert, gate));
        held.add(gate.awaitOne());
      }
      signal(culvert, "STOP");
      for (int number = 0; number < 20; number++) {
        peers.add(hold(culvert, gate));
      }
      culvert.process().terminate();
      signal(culvert, "CONT");
      for (int number = 0; number < 20; number++) {
        held.add(gate.awaitOne());
      }
      assertTrue(isRefused(culvert));
      culvert.process().terminate();
      for (Gate.Held each : held) {
        each.letThrough();
      }
      for (ScriptedPeer peer : peers) {
        try (peer) {
          assertEquals("let through", peer.answer(1).body());
        }
      }
      assertEquals(0, culvert.process().exitStatus(), culvert.process()::output);
    }
  }

  private static ScriptedPeer hold(Culvert culvert, Gate gate) throws IOException {
    ScriptedPeer peer = ScriptedPeer.connect(Endpoint.parse(culvert.address()));
    Map<String, String> params = ScriptedPeer.get("/hold" + gate.query(), Map.of());
    peer.send(ScriptedPeer.request(1, true, params, new byte[0]));
    return peer;
  }

  private static String sampleAtRoot() {
    return "/:" + Artifacts.sample();
  }

  private void signal(Culvert culvert, String name) throws IOException, InterruptedException {
    List<String> line = List.of("kill", "-" + name, Long.toString(culvert.process().pid()));
    assertEquals(0, Ran.of(folder, Map.of(), line).status());
  }

  @Test
  void connectionsThatAskNothingDoNotDelayTheEnd() throws Exception {
    try (Culvert culvert = Transport.UNIX.start(Dist.find(), folder, PATIENT, sampleAtRoot());
        ScriptedPeer idle = ScriptedPeer.connect(Endpoint.parse(culvert.address()))) {
      idle.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/hello", Map.of()), new byte[0]));
      assertEquals(200, idle.answer(1).status());
      culvert.process().terminate();
      assertTrue(idle.isClosedByServer());
      assertEquals(0, culvert.process().exitStatus(), culvert.process()::output);
    }
  }

  @Test
  void aRequestThatNeverEndsIsCutOffAfterTheGrace() throws Exception {
    Map<String, String> impatient = Map.of("CULVERT_TIMEOUTS_SHUTDOWN", "100ms");
    try (Gate gate = Gate.open();
        Culvert culvert = Transport.UNIX.start(Dist.find(), folder, impatient, gateAtRoot());
        ScriptedPeer peer = ScriptedPeer.connect(Endpoint.parse(culvert.address()))) {
      Map<String, String> params = ScriptedPeer.get("/hold" + gate.query(), Map.of());
      peer.send(ScriptedPeer.request(1, true, params, new byte[0]));
      gate.awaitOne();
      culvert.process().terminate();
      assertThrows(IOException.class, () -> peer.answer(1));
      culvert.process().exitStatus();
      assertFalse(Files.exists(folder.resolve("s")));
    }
  }
}
