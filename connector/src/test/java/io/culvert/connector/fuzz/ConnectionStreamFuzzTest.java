package io.culvert.connector.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.RecordedEvents;
import io.culvert.connector.connection.AbortPolicy;
import io.culvert.connector.connection.Admission;
import io.culvert.connector.connection.BufferPool;
import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.Limits;
import io.culvert.connector.connection.Timeouts;
import io.culvert.connector.connection.Trust;
import io.culvert.connector.memory.MemoryLoop;
import io.culvert.connector.memory.MemorySocket;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whole connections in memory: spoilt input in random pieces, clocks that jump, sockets without
 * room, front ends that go away, and an application that does as it likes, now and then on another
 * thread. Every request is answered at most once and by the rules, every accepted one is over in
 * the end, and nothing is left.
 */
class ConnectionStreamFuzzTest {
  private static final int INPUTS = Integer.getInteger("culvert.fuzz.inputs", 1_000_000) / 25;
  private static final long SEED = Long.getLong("culvert.fuzz.seed", 20_253);

  /** Small enough that bodies fill memory; no file, which would take longer than all the rest. */
  private static final Limits LIMITS =
      new Limits(100, 6, 8, 2, new PairLimits(3000, 60, 1000, 30), 600, 0);

  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(28),
          Duration.ofSeconds(5));

  private static final long A_MOMENT = Duration.ofMillis(20).toNanos();

  private final Random random = new Random(SEED);
  private final Corpus corpus = new Corpus(random);
  private final BufferPool buffers = new BufferPool();
  private final Admission admission = new Admission(LIMITS.running(), LIMITS.queued());
  private long answered;
  private long accepted;

  @Test
  @Timeout(36_000)
  void everyAcceptedRequestIsAnsweredOnceAndNothingIsLeft() throws IOException {
    try (ExecutorService elsewhere = Executors.newFixedThreadPool(2)) {
      CapriciousApplication application = new CapriciousApplication(random, elsewhere, 100);
      for (int i = 0; i < INPUTS; i++) {
        byte[] input = corpus.next();
        try {
          play(input, application);
        } catch (RuntimeException | Error e) {
          throw new AssertionError(
              "input " + i + " of seed " + SEED + ": " + HexFormat.of().formatHex(input), e);
        }
        corpus.played(input);
      }
    }
    System.out.printf(
        "connections: %,d inputs, %,d requests accepted, %,d answers, %s%n",
        INPUTS, accepted, answered, corpus);
    assertTrue(answered > INPUTS / 10, "the fuzz has lost its way");
  }

  private void play(byte[] input, CapriciousApplication application) throws IOException {
    RecordedEvents events = new RecordedEvents();
    ConnectionSettings settings =
        new ConnectionSettings(
            LIMITS,
            TIMEOUTS,
            AbortPolicy.AUTO,
            admission,
            buffers,
            BufferPool.forBodies(),
            Set.of(Role.RESPONDER, Role.AUTHORIZER),
            Trust.NOTHING,
            events);
    MemorySocket socket = new MemorySocket(true);
    AtomicInteger closed = new AtomicInteger();
    MemoryLoop loop = new MemoryLoop(socket, settings, application, closed::incrementAndGet);
    feed(input, socket, loop, application);
    socket.makeRoom(Long.MAX_VALUE);
    do {
      application.payUp();
      loop.settle();
      loop.pass(A_MOMENT); // the end of a response that breaks off is late
      loop.settle();
    } while (application.owes());
    int ends = new Answers(input, corpus).check(socket.written());
    if (events.closed.get() == 0 && !socket.isOutputShut()) {
      assertTrue(ends >= events.ended.get(), "over, but not ended");
    }
    loop.connection().close("the test ends");
    loop.settle();
    isOver(events, closed.get());
    accepted += events.admitted.get();
    answered += ends;
  }

  /** Brings the input piece by piece, and lets other things happen in between. */
  private void feed(
      byte[] input, MemorySocket socket, MemoryLoop loop, CapriciousApplication application) {
    int most = random.nextInt(4) == 0 ? 30 : 3000;
    for (int at = 0; at < input.length; ) {
      int length = Math.min(input.length - at, 1 + random.nextInt(most));
      socket.feed(ByteBuffer.wrap(input, at, length));
      at += length;
      if (random.nextInt(4) == 0) {
        loop.step();
      } else {
        loop.settle();
      }
      switch (random.nextInt(60)) {
        case 0 -> loop.pass(Duration.ofSeconds(random.nextInt(30)).toNanos());
        case 1, 2 -> application.payOne();
        case 3 -> socket.makeRoom(random.nextInt(300));
        case 4 -> socket.lose();
        case 5 -> loop.connection().drain();
        default -> {}
      }
    }
    switch (random.nextInt(6)) {
      case 0 -> socket.endInput();
      case 1 -> socket.lose();
      case 2 -> loop.pass(Duration.ofSeconds(25).toNanos());
      default -> {}
    }
    loop.settle();
  }

  /** Every request that began to run is over, once; nobody holds a place, nothing failed. */
  private void isOver(RecordedEvents events, int closed) {
    assertNull(events.faults.peek(), () -> "a fault: " + events.faults.peek());
    assertEquals(1, closed);
    assertEquals(1, events.opened.get());
    assertEquals(1, events.closed.get());
    assertEquals(events.admitted.get(), events.ended.get(), "accepted and never over");
    assertEquals(0, admission.running());
    assertEquals(0, admission.queued());
    corpus.outcome(1000 + Math.min(9, events.admitted.get()));
    corpus.outcome(1010 + Math.min(9, events.refused.get()));
    corpus.outcome(1020 + Math.min(9, events.aborted.get()));
    String violation = String.valueOf(events.violations.peek());
    corpus.outcome(2000 + violation.replaceAll("\\d+", "").hashCode() % 500);
  }
}
