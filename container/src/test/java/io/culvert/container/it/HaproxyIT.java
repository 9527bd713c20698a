package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What only HAProxy does: several requests at once on a connection, {@code ABORT_REQUEST} for one
 * of them, connections used again while a request that nobody waits for still runs, and reloads.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HaproxyIT {
  private static final int MANY = 20;

  @TempDir private Path folder;

  private Site start(Variant variant) throws IOException, InterruptedException {
    return Site.start(
        FrontEnd.HAPROXY,
        Transport.UNIX,
        folder,
        Map.of(),
        // threads do not share connections
        printed ->
            variant.configuration(printed).replaceFirst("\n *log stderr", "\n    nbthread 1$0"),
        "/gate:" + GateWar.write(folder.resolve("gate.war")));
  }

  @ParameterizedTest
  @EnumSource(names = {"HAPROXY", "HAPROXY_MULTIPLEXING"})
  void aReloadLosesNoneOfTheRequestsThatRun(Variant variant) throws Exception {
    try (Gate gate = Gate.open();
        Site site = start(variant);
        Visitor visitor = site.stranger()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      List<Gate.Held> held = new ArrayList<>();
      for (int number = 0; number < MANY; number++) {
        String page = List.of("/gate/hold", "/gate/put-aside", "/gate/events").get(number % 3);
        answers.add(visitor.begin(page + gate.query()));
        held.add(gate.awaitOne());
      }
      Spawned old = site.frontEnd();
      try (Spawned next = reload(old);
          Visitor newcomer = site.stranger()) {
        old.awaitUntil(() -> old.output().contains("stopp"));
        assertEquals(404, newcomer.get("/gate/nothing").statusCode());
        for (Gate.Held page : held) {
          page.letThrough();
        }
        for (Future<HttpResponse<String>> answer : answers) {
          assertEquals(200, answer.get().statusCode());
          assertTrue(
              answer.get().body().matches("let through|(?s).*data: last\n\n"), variant::name);
        }
        assertEquals(0, old.exitStatus(), old::output);
        assertEquals(404, newcomer.get("/gate/nothing").statusCode());
        assertTrue(next.isAlive());
      }
    }
  }

  /** As a service is reloaded: a new process, which asks the old one to finish. */
  private Spawned reload(Spawned old) throws IOException {
    Path work = folder.resolve("haproxy");
    List<String> line =
        new ArrayList<>(
            FrontEnd.HAPROXY.command(
                Path.of(Program.path("haproxy")), work.resolve("haproxy.conf"), work));
    line.addAll(List.of("-sf", Long.toString(old.pid())));
    return Spawned.start(work, "reloaded", Map.of(), line);
  }

  @ParameterizedTest
  @EnumSource(names = "HAPROXY_MULTIPLEXING")
  void anUploadThatIsTakenBackFailsAloneOnItsConnection(Variant variant) throws Exception {
    try (Gate gate = Gate.open();
        Site site = start(variant);
        Visitor visitor = site.stranger()) {
      assertEquals(404, visitor.get("/gate/nothing").statusCode());
      long before = sockets(site);
      Future<HttpResponse<String>> neighbour = visitor.begin("/gate/hold" + gate.query());
      Gate.Held neighbours = gate.awaitOne();
      try (RawHttp client = RawHttp.connect(site.port())) {
        client.send("POST /gate/take" + gate.query() + " HTTP/1.1\r\nHost: localhost\r\n");
        client.send("Content-Length: 400000\r\n\r\n" + BodyScenarios.FIRST);
        Gate.Held upload = gate.awaitOne();
        assertEquals(before + 2, sockets(site), "both are on the connection that was there");
        upload.letThrough();
      }
      gate.awaitOne().letThrough(); // its read has failed
      neighbours.letThrough();
      assertEquals("let through", neighbour.get().body());
      assertEquals(404, visitor.get("/gate/nothing").statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HAPROXY", "HAPROXY_MULTIPLEXING"})
  void whatComesTooLateDisturbsNobodyWhoUsesTheConnectionNext(Variant variant) throws Exception {
    try (Gate gate = Gate.open();
        Site site = start(variant);
        Visitor visitor = site.stranger()) {
      Future<HttpResponse<String>> neighbour = visitor.begin("/gate/hold" + gate.query());
      Gate.Held neighbours = gate.awaitOne();
      Gate.Held forgotten;
      try (RawHttp client = RawHttp.connect(site.port())) {
        client.send(
            "GET /gate/leave%s&megabytes=4 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(gate.query()));
        forgotten = gate.awaitOne();
      }
      assertEquals(404, visitor.get("/gate/nothing").statusCode());
      Future<HttpResponse<String>> next = visitor.begin("/gate/hold" + gate.query());
      Gate.Held nexts = gate.awaitOne();
      forgotten.letThrough();
      gate.awaitOne().letThrough(); // all was sent, or nobody took it
      nexts.letThrough();
      neighbours.letThrough();
      assertEquals("let through", next.get().body());
      assertEquals("let through", neighbour.get().body());
      assertEquals(404, visitor.get("/gate/nothing").statusCode());
    }
  }

  /** Of the server, those included that its pages wait at the gate with. */
  private static long sockets(Site site) throws IOException {
    Path descriptors = Path.of("/proc", Long.toString(site.culvert().process().pid()), "fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(HaproxyIT::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }
}
