package io.culvert.container.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.connector.wire.ProtocolStatus;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A way in which a FastCGI server can fail, or what looks like one.
 *
 * @param title what it does, in Markdown
 * @param isRace whether it ends a connection inside a response of unknown length, and at once
 * @param answer does it
 */
record Failure(String title, boolean isRace, Answer answer) {
  Failure(String title, Answer answer) {
    this(title, false, answer);
  }

  /** The same, known to be a race between what was sent and the end behind it. */
  Failure asRace() {
    return new Failure(title, true, answer);
  }

  /** What comes back for a request. */
  @FunctionalInterface
  interface Answer {
    /** Returns whether the connection is to stay open. */
    boolean to(FailingBackend.Asked asked, SocketChannel channel) throws IOException;
  }

  /** Writes the records of a response. */
  static final class Bytes {
    private final int id;
    private final ByteBuffer out = ByteBuffer.allocate(4096);

    Bytes(int id) {
      this.id = id;
    }

    Bytes stdout(String text) {
      return record(RecordType.STDOUT, text, text.length());
    }

    Bytes stderr(String text) {
      return record(RecordType.STDERR, text, text.length());
    }

    /** A record with less content than it announces. */
    Bytes cutRecord(String text) {
      return record(RecordType.STDOUT, text, 2 * text.length());
    }

    private Bytes record(int type, String text, int length) {
      RecordWriter.header(out, type, id, length);
      out.put(text.getBytes(ISO_8859_1));
      return this;
    }

    Bytes endOfStdout() {
      RecordWriter.header(out, RecordType.STDOUT, id, 0);
      return this;
    }

    Bytes end(int appStatus, ProtocolStatus status) {
      RecordWriter.endRequest(out, id, appStatus, status);
      return this;
    }

    Bytes halfOfAHeader() {
      out.putInt(0x0106_0001);
      return this;
    }

    Bytes zeroes() {
      out.putLong(0);
      return this;
    }

    private void to(SocketChannel channel) throws IOException {
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  /** What is written for a request. */
  @FunctionalInterface
  interface Script {
    Bytes write(Bytes bytes);
  }

  /** The connection stays open. */
  static Failure open(String title, Script script) {
    return new Failure(title, (asked, channel) -> play(script, asked, channel));
  }

  /** The connection is closed after that. */
  static Failure closing(String title, Script script) {
    return new Failure(title, (asked, channel) -> !play(script, asked, channel));
  }

  /** The connection is reset after that. */
  static Failure resetting(String title, Script script) {
    return new Failure(
        title,
        (asked, channel) -> {
          boolean _ = play(script, asked, channel);
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
          return false;
        });
  }

  private static boolean play(Script script, FailingBackend.Asked asked, SocketChannel channel)
      throws IOException {
    script.write(new Bytes(asked.id())).to(channel);
    return true;
  }
}
