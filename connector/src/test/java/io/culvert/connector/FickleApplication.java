package io.culvert.connector;

import static io.culvert.connector.ServedApplication.answer;
import static io.culvert.connector.ServedApplication.text;
import static io.culvert.connector.ServedApplication.uri;

import io.culvert.connector.connection.Application;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.ResponseStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Answers at once, late, elsewhere, in part, too much or not at all, by the dice. */
final class FickleApplication implements Application, AutoCloseable {
  private static final int WAYS = 13;

  private final ExecutorService elsewhere = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random;

  FickleApplication(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void serve(FcgiRequest request, ResponseStream response) throws IOException {
    if (uri(request).equals("/plain")) {
      answer(response, "plain");
      return;
    }
    switch (random.nextInt(WAYS)) {
      case 0 -> answer(response, "quick");
      case 1 -> ServedApplication.echo(request, response);
      case 2 -> answer(response, "x".repeat(300_000));
      case 3 -> throw new IllegalStateException("before the response");
      case 4 -> throw brokenOff(response);
      case 5 ->
          elsewhere.execute(
              () -> inPeace(request, () -> ServedApplication.echo(request, response)));
      case 6 -> whenReadable(request, response);
      case 7 -> blocked(response);
      case 8 -> endedTwice(response);
      case 9 -> elsewhere.execute(response::truncate);
      case 10 -> {
        request.onAbort(response::truncate);
        elsewhere.execute(() -> inPeace(request, () -> answer(response, "raced")));
      }
      case 11 -> response.end(text(""), text(""));
      default -> discarding(request, response);
    }
    if (random.nextInt(10) == 0) {
      Thread.currentThread().interrupt();
    }
  }

  private static IllegalStateException brokenOff(ResponseStream response) throws IOException {
    response.write(text("Status: 200 OK\r\n\r\n"), text("half"));
    return new IllegalStateException("in the middle of the response");
  }

  private static void whenReadable(FcgiRequest request, ResponseStream response) {
    request.body().onReadable(() -> inPeace(request, () -> answer(response, "readable")));
    request.body().onReadable(() -> inPeace(request, () -> answer(response, "readable again")));
  }

  private static void blocked(ResponseStream response) throws IOException {
    LockSupport.parkNanos(3_000_000);
    answer(response, "late");
  }

  private static void endedTwice(ResponseStream response) throws IOException {
    answer(response, "once");
    answer(response, "twice");
  }

  private static void discarding(FcgiRequest request, ResponseStream response) throws IOException {
    request.body().read(ByteBuffer.allocate(7));
    request.body().discard();
    ByteBuffer head = text("Status: 200 OK\r\n\r\n");
    ByteBuffer content = text("y".repeat(100_000));
    response.tryWrite(head, content);
    response.end(head, content);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** As an application that goes on by itself has to: a failure gives the response up. */
  private static void inPeace(FcgiRequest request, Step step) {
    try {
      step.run();
    } catch (IOException _) {
      request.response().truncate();
    }
  }

  @Override
  public void close() {
    elsewhere.close();
  }
}
