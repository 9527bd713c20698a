package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

/** Clients that go away, and responses that break off. */
final class LeavingScenarios {
  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

  private static final String FAIL_OR_DROPPED = "fail or are dropped";

  /** They keep a connection of which they don't want the response, if they happen to. */
  private static final Variant[] KEEPING = {Variant.HAPROXY, Variant.HAPROXY_MULTIPLEXING};

  private LeavingScenarios() {}

  static List<Scenario> all() {
    return List.of(
        BodyScenarios.collectedBy(
            BodyScenarios.STREAMING,
            Scenario.of(
                "the client goes while it sends: the read fails", LeavingScenarios::upload)),
        perhapsDropped(
            Scenario.of(
                "the client goes while the servlet works: writes fail", LeavingScenarios::wait)),
        perhapsDropped(
            Scenario.of("the client goes in mid response: writes fail", LeavingScenarios::take)),
        Scenario.of("a servlet fails before it sends anything: 500", LeavingScenarios::fail),
        Scenario.of("a servlet fails in mid response: cut", door -> breakOff(door, true)),
        uncutByCaddy(
            "a servlet fails in mid response, length unknown: cut", door -> breakOff(door, false)));
  }

  private static Scenario perhapsDropped(Scenario scenario) {
    return scenario.except(
        FAIL_OR_DROPPED,
        "HAProxy closes such a connection most times. At other times it keeps it for the next"
            + " request, reads what still comes, and drops it.",
        KEEPING);
  }

  static Scenario uncutByCaddy(String title, Scenario.Play play) {
    return Scenario.of(title, play)
        .except(
            FrontEnd.CADDY,
            "taken for whole",
            "Caddy 2.6 logs *aborting with incomplete response* and then ends the response as if it"
                + " were whole. Only a `Content-Length` lets its clients see that it is not.");
  }

  private static String upload(Door door) throws Exception {
    try (Gate gate = Gate.open()) {
      try (RawHttp client = RawHttp.connect(door.port())) {
        client.send("POST /gate/take" + gate.query() + HEAD + "Content-Length: 400000\r\n\r\n");
        client.send(BodyScenarios.FIRST);
        if (BodyScenarios.STREAMING.contains(door.variant())) {
          gate.awaitOne().letThrough();
        }
      }
      if (BodyScenarios.STREAMING.contains(door.variant())) {
        gate.awaitOne().letThrough();
        assertServes(door);
        return Scenario.YES;
      }
      assertServes(door);
      return gate.isQuiet() ? "collected" : Scenario.YES;
    }
  }

  private static void assertServes(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      assertEquals(200, visitor.get("/hello").statusCode());
    }
  }

  private static String wait(Door door) throws Exception {
    try (Gate gate = Gate.open()) {
      Gate.Held servlet;
      try (RawHttp client = RawHttp.connect(door.port())) {
        client.send("GET /gate/leave" + gate.query() + "&megabytes=512" + HEAD + "\r\n");
        servlet = gate.awaitOne();
      }
      assertServes(door);
      servlet.letThrough();
      return ended(door, gate);
    }
  }

  private static String take(Door door) throws Exception {
    try (Gate gate = Gate.open()) {
      try (RawHttp client = RawHttp.connect(door.port())) {
        client.send("GET /gate/leave" + gate.query() + "&megabytes=512" + HEAD + "\r\n");
        gate.awaitOne().letThrough();
        assertEquals(100_000, client.in().readNBytes(100_000).length);
      }
      return ended(door, gate);
    }
  }

  /** The servlet comes to an end either way. */
  private static String ended(Door door, Gate gate) throws Exception {
    Gate.Held servlet = gate.awaitOne();
    String word = servlet.word();
    servlet.letThrough();
    assertServes(door);
    assertTrue(word.equals("gone") || word.equals("sent"), word);
    if (List.of(KEEPING).contains(door.variant())) {
      return FAIL_OR_DROPPED;
    }
    return word.equals("gone") ? Scenario.YES : word;
  }

  private static String fail(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      assertEquals(500, visitor.get("/fail?how=exception").statusCode());
      return Scenario.YES;
    }
  }

  private static String breakOff(Door door, boolean known) throws Exception {
    try (Gate gate = Gate.open();
        RawHttp client = askForHalf(door, gate, known)) {
      Gate.Held servlet = gate.awaitOne();
      String head = client.readUntil("\r\n\r\n");
      servlet.letThrough();
      String outcome = cut(Reply.readBody(head, client.in()));
      awaitServes(door);
      return outcome;
    }
  }

  /**
   * A web server that shares connections may send the next request over the one that has just been
   * broken off, and answers it with 502.
   */
  static void awaitServes(Door door) throws Exception {
    try (Visitor visitor = door.stranger()) {
      door.frontEnd().awaitUntil(() -> visitor.status("/hello") == 200);
    }
  }

  /** Asks for a page that stops in the middle. */
  static RawHttp askForHalf(Door door, Gate gate, boolean known) throws IOException {
    RawHttp client = RawHttp.connect(door.port());
    client.send("GET /gate/half" + gate.query() + (known ? "&known=1" : "") + HEAD + "\r\n");
    return client;
  }

  static String cut(Reply reply) {
    return reply.outcome().equals("cut") ? Scenario.YES : "taken for whole";
  }
}
