package io.culvert.connector.client;

import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server for one of its values (FastCGI Specification 1.0 §4.1), which every server answers
 * that takes requests. The kernel connects also to one that hangs, or hangs up on strangers.
 */
final class Greeting {
  private static final byte[] NAME = "FCGI_MPXS_CONNS".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1024);

  Greeting(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects and waits for the answer.
   *
   * @throws IOException if there is none in time, and for all that keeps one from coming
   */
  void exchange(SocketAddress server, Duration patience) throws IOException {
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    Future<?> _ =
        answered
            .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete((_, late) -> closeIf(late != null));
    try {
      channel.connect(server);
      ask();
      awaitAnswer();
    } catch (ClosedChannelException e) {
      throw late(patience, e);
    }
    if (!answered.complete(true)) {
      throw late(patience, new ClosedChannelException());
    }
  }

  private static IOException late(Duration patience, IOException cause) {
    String problem = "no answer within %d ms".formatted(patience.toMillis());
    return (IOException) new SocketTimeoutException(problem).initCause(cause);
  }

  private void closeIf(boolean late) {
    if (late) {
      try {
        channel.close();
      } catch (IOException _) {
        // whoever waits is woken all the same
      }
    }
  }

  private void ask() throws IOException {
    RecordWriter.header(buffer, RecordType.GET_VALUES, 0, 2 + NAME.length);
    RecordWriter.pair(buffer, NAME, new byte[0]);
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void awaitAnswer() throws IOException {
    RecordReader records = new RecordReader();
    Record record = Record.INCOMPLETE;
    while (record instanceof Record.Incomplete) {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new EOFException("the server hung up before it was asked for anything");
      }
      record = records.next(buffer.flip());
    }
    if (!(record instanceof Record.GetValuesResult)) {
      throw new IOException("what answers there is no FastCGI server");
    }
  }
}
