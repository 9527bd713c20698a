package io.culvert.connector.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Answers at once, later, on another thread, in part, twice or not at all, by the dice; never waits
 * for what only the caller could bring. What it owes is kept until {@link #payUp}.
 */
final class CapriciousApplication implements Application {
  private final Random random;
  private final Executor elsewhere;
  private final int oneInElsewhere;
  private final ArrayDeque<Runnable> owed = new ArrayDeque<>();
  private final ArrayDeque<CompletableFuture<Void>> running = new ArrayDeque<>();

  /**
   * @param oneInElsewhere how seldom another thread answers; that is dear
   */
  CapriciousApplication(Random random, Executor elsewhere, int oneInElsewhere) {
    this.random = random;
    this.elsewhere = elsewhere;
    this.oneInElsewhere = oneInElsewhere;
  }

  @Override
  public void serve(FcgiRequest request, ResponseStream response) throws IOException {
    if (random.nextInt(oneInElsewhere) == 0) {
      int way = random.nextInt(4);
      running.add(CompletableFuture.runAsync(() -> inPeace(request, way), elsewhere));
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> answer(response, "quick");
      case 3 -> owed.add(() -> inPeace(request, 0));
      case 4 -> owed.add(() -> inPeace(request, random.nextInt(4)));
      case 5 -> {
        response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
        throw new IllegalStateException("in the middle of the response");
      }
      case 6 -> throw new IllegalStateException("before the response");
      case 7 -> {
        request.onAbort(response::truncate);
        owed.add(() -> inPeace(request, 1));
      }
      case 8 -> request.body().onReadable(() -> inPeace(request, 2));
      default -> {
        answer(response, "once");
        answer(response, "twice");
      }
    }
    if (random.nextInt(8) == 0) {
      response.truncate();
    }
  }

  /** Answers what it owes, in any order. */
  void payUp() {
    while (!owed.isEmpty()) {
      (random.nextBoolean() ? owed.removeFirst() : owed.removeLast()).run();
    }
    running.forEach(CompletableFuture::join);
    running.clear();
  }

  /** Whether there is something for {@link #payUp} to do. */
  boolean owes() {
    return !owed.isEmpty() || !running.isEmpty();
  }

  /** Answers one request that waits for it, if there is one. */
  void payOne() {
    Runnable next = owed.poll();
    if (next != null) {
      next.run();
    }
  }

  /** As an application that goes on by itself has to: a failure gives the response up. */
  private static void inPeace(FcgiRequest request, int way) {
    try {
      switch (way) {
        case 0 -> answer(request.response(), "late");
        case 1 -> readAll(request);
        case 2 -> {
          request.body().discard();
          answer(request.response(), "y".repeat(3000));
        }
        default -> request.response().truncate();
      }
    } catch (IOException _) {
      request.response().truncate();
    }
  }

  private static void readAll(FcgiRequest request) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(500);
    int count = request.body().read(buffer);
    while (count > 0) {
      request.response().tryWrite(text("Status: 200 OK\r\n\r\n"), buffer.flip());
      count = request.body().read(buffer.clear());
    }
    answer(request.response(), "read");
  }

  private static void answer(ResponseStream response, String body) throws IOException {
    response.end(text("Status: 200 OK\r\n\r\n"), text(body));
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
