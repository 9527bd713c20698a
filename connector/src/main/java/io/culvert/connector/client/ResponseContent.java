package io.culvert.connector.client;

import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.ProtocolStatus;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The {@code STDOUT} of one request as a stream; keeps what came as {@code STDERR} aside. */
final class ResponseContent extends InputStream {
  private static final int MAX_ERRORS = 64 * 1024;

  private final ReadableByteChannel channel;
  private final RecordReader records = new RecordReader();
  private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).flip();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private boolean ended;

  ResponseContent(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return piece.remaining();
  }

  /** Whether the server has ended the request, and all of the response was read. */
  boolean isEnded() {
    return ended && !piece.hasRemaining();
  }

  /** What the server wrote to the error stream so far. */
  String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  /** Ends the waiting for a response to a request that can't be sent to its end. */
  void fail(IOException cause) {
    failure.set(cause);
    try {
      channel.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private int receive() throws IOException {
    try {
      return channel.read(input);
    } catch (IOException e) {
      IOException cause = failure.get();
      throw cause == null ? e : cause;
    }
  }

  private boolean fill() throws IOException {
    while (!piece.hasRemaining() && !ended) {
      take(next());
    }
    return piece.hasRemaining();
  }

  private Record next() throws IOException {
    while (true) {
      Record record = records.next(input);
      if (!(record instanceof Record.Incomplete)) {
        return record;
      }
      input.clear();
      int count = receive();
      input.flip();
      if (count < 0) {
        throw new EOFException("the server closed the connection before the response ended");
      }
    }
  }

  private void take(Record record) throws IOException {
    switch (record) {
      case Record.Stdout stdout -> piece = stdout.content();
      case Record.Stderr stderr -> keepError(stderr.content());
      case Record.EndRequest end -> end(end);
      case Record.GetValuesResult _, Record.Unknown _, Record.Incomplete _ -> {
        // nothing that belongs to the response
      }
      case Record.BeginRequest _,
          Record.AbortRequest _,
          Record.Params _,
          Record.Stdin _,
          Record.Data _,
          Record.GetValues _ ->
          throw new ProtocolException("the server sent a record that only clients send");
    }
  }

  private void keepError(ByteBuffer content) {
    while (content.hasRemaining() && errors.size() < MAX_ERRORS) {
      errors.write(content.get());
    }
  }

  private void end(Record.EndRequest end) throws IOException {
    ended = true;
    if (end.protocolStatus() != ProtocolStatus.REQUEST_COMPLETE.number()) {
      throw new IOException(
          "the server did not take the request (protocol status %d)"
              .formatted(end.protocolStatus()));
    }
  }
}
