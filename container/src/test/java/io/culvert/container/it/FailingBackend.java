package io.culvert.container.it;

import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A FastCGI server that answers in the way its path says: {@code /7} is answered as the failure
 * number 7 of a list. Serves one request after the other on a connection, as long as the answers
 * leave it open.
 */
final class FailingBackend implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final List<Failure> failures;

  /**
   * A request that is complete.
   *
   * @param id on the wire
   * @param path as it was asked for
   * @param kept whether the front end wants to use the connection again
   * @param bytes all of it, as it came
   */
  record Asked(int id, String path, boolean kept, ByteBuffer bytes) {}

  private FailingBackend(ServerSocketChannel listener, List<Failure> failures) {
    this.listener = listener;
    this.failures = failures;
  }

  static FailingBackend start(List<Failure> failures) throws IOException {
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
    FailingBackend backend = new FailingBackend(listener, failures);
    Thread.ofVirtual().start(backend::accept);
    return backend;
  }

  /** Where it listens, as {@code --listen} says it. */
  String address() {
    return "127.0.0.1:" + listener.socket().getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual().start(() -> serve(channel));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      boolean open = true;
      while (open) {
        Asked asked = read(channel);
        int number = Integer.parseInt(asked.path().substring(1));
        open = failures.get(number).answer().to(asked, channel) && asked.kept();
      }
    } catch (IOException _) {
      // the front end has gone, as it may
    }
  }

  private static Asked read(SocketChannel channel) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NameValueDecoder params = new NameValueDecoder(PairLimits.DEFAULT);
    RecordReader reader = new RecordReader();
    ByteBuffer in = ByteBuffer.allocate(16 * 1024).limit(0);
    boolean kept = false;
    while (true) {
      switch (next(reader, in)) {
        case Record.BeginRequest begin -> kept = begin.keepConnection();
        case Record.Params part -> params.append(part.content());
        case Record.Stdin part when !part.content().hasRemaining() -> {
          NameValuePairs pairs = (NameValuePairs) params.end();
          return new Asked(
              part.id(),
              pairs.toMap().getOrDefault("REQUEST_URI", ""),
              kept,
              ByteBuffer.wrap(bytes.toByteArray()));
        }
        case Record.Incomplete _ -> {
          if (channel.read(in.clear()) < 0) {
            throw new IOException("the front end closed the connection");
          }
          in.flip();
          bytes.write(in.array(), 0, in.limit());
        }
        default -> {
          // nothing to be learned from it
        }
      }
    }
  }

  private static Record next(RecordReader reader, ByteBuffer in) throws IOException {
    try {
      return reader.next(in);
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
