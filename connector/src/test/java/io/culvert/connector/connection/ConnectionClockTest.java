package io.culvert.connector.connection;

import static io.culvert.connector.ScriptedPeer.get;
import static io.culvert.connector.ScriptedPeer.head;
import static io.culvert.connector.ScriptedPeer.record;
import static io.culvert.connector.ScriptedPeer.request;
import static io.culvert.connector.ServedApplication.NOTHING;
import static io.culvert.connector.ServedApplication.NO_MORE;
import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.memory.MemoryLoop;
import io.culvert.connector.memory.MemorySocket;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What time does to a connection, on a clock of its own. */
class ConnectionClockTest {
  private static final String BODY = "b".repeat(200_000);
  private static final int ROOM_AT_FIRST = 10_000;

  private final MemorySocket socket = new MemorySocket(true);
  private final List<Long> waited = new ArrayList<>();

  private MemoryLoop loop(ConnectionSettings settings, Application application) throws IOException {
    return new MemoryLoop(socket, settings, application, () -> {});
  }

  private static void pass(MemoryLoop loop, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      loop.pass(Duration.ofSeconds(1).toNanos());
      loop.settle();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrontEndThatReadsSlowlyGetsTheWholeOfALastResponse(boolean keptUntilDrained)
      throws IOException {
    MemoryLoop loop = loop(MemoryLoop.usualSettings(), (_, response) -> answer(response, BODY));
    socket.makeRoom(ROOM_AT_FIRST);
    socket.feed(ByteBuffer.wrap(request(1, keptUntilDrained, get("/", NO_MORE), NOTHING)));
    loop.settle();
    loop.connection().drain();
    pass(loop, Duration.ofSeconds(30));
    assertEquals(ROOM_AT_FIRST, socket.written().length);
    socket.makeRoom(BODY.length() * 2L);
    loop.settle();
    assertTrue(socket.written().length > BODY.length());
    assertEquals(RecordType.END_REQUEST, socket.written()[socket.written().length - 15]);
    assertTrue(socket.isOutputShut());
  }

  @Test
  void aFrontEndThatTakesNothingIsSentAwayInTheEnd() throws IOException {
    MemoryLoop loop = loop(MemoryLoop.usualSettings(), (_, response) -> answer(response, BODY));
    socket.makeRoom(ROOM_AT_FIRST);
    socket.feed(ByteBuffer.wrap(request(1, false, get("/", NO_MORE), NOTHING)));
    loop.settle();
    pass(loop, Timeouts.DEFAULT.write().plusSeconds(2));
    assertFalse(socket.isOpen());
  }

  private MemoryLoop afterABreak() throws IOException {
    MemoryLoop loop =
        loop(
            MemoryLoop.usualSettings(),
            (_, response) -> {
              response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
              response.truncate();
            });
    socket.feed(ByteBuffer.wrap(request(1, false, get("/", NO_MORE), NOTHING)));
    loop.settle();
    return loop;
  }

  @Test
  void theEndOfAResponseThatBreaksOffDoesNotArriveTogetherWithIt() throws IOException {
    MemoryLoop loop = afterABreak();
    int sent = socket.written().length;
    assertEquals(0, socket.written()[sent - 8], "the eight zero bytes have left");
    loop.pass(Duration.ofMillis(19).toNanos());
    assertFalse(socket.isOutputShut());
    loop.pass(Duration.ofMillis(1).toNanos());
    assertTrue(socket.isOutputShut());
    assertTrue(socket.isOpen());
    assertEquals(sent, socket.written().length);
  }

  @Test
  void aFrontEndThatHangsUpAfterAResponseThatBrokeOffIsNotWaitedFor() throws IOException {
    MemoryLoop loop = afterABreak();
    socket.endInput();
    loop.settle();
    assertFalse(socket.isOpen());
  }

  @Test
  void aFilterWaitsForItsTurnOnlyFromTheEndOfItsBody() throws IOException {
    ConnectionSettings usual = MemoryLoop.usualSettings();
    ConnectionSettings settings =
        new ConnectionSettings(
            usual.limits(),
            usual.timeouts(),
            usual.aborts(),
            usual.admission(),
            usual.buffers(),
            usual.bodies(),
            Set.of(Role.FILTER),
            Trust.NOTHING,
            usual.events());
    MemoryLoop loop =
        loop(
            settings,
            (request, response) -> {
              waited.add(request.connection().now() - request.readyAt());
              answer(response, "filtered");
            });
    socket.makeRoom(1_000_000);
    socket.feed(ByteBuffer.wrap(head(1, Role.FILTER, true, get("/", NO_MORE))));
    loop.settle();
    pass(loop, Duration.ofSeconds(20));
    socket.feed(ByteBuffer.wrap(record(RecordType.STDIN, 1, NOTHING)));
    loop.settle();
    assertEquals(List.of(0L), waited);
  }
}
