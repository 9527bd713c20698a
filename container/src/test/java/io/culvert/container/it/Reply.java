package io.culvert.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to the very end of its connection, as a client sees it.
 *
 * @param status 0 if there was none
 * @param length bytes of the body
 * @param whole whether a client takes it for complete
 */
record Reply(int status, long length, boolean whole) {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");
  private static final Pattern CHUNKED = Pattern.compile("(?i)\r\nTransfer-Encoding: *chunked\r");
  private static final int PIECE = 64 * 1024;
  private static final Reply NONE = new Reply(0, 0, false);

  /** What comes back for a body, which is sent for as long as anybody takes it. */
  static Reply toUpload(RawHttp http, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    http.send(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".formatted(path)
            + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n".formatted(type, body.length));
    Thread sender =
        Thread.ofVirtual().start(() -> http.offer(new String(body, StandardCharsets.ISO_8859_1)));
    Reply reply = read(http);
    http.socket().close(); // or the sender might go on for ever
    sender.join();
    return reply;
  }

  /** Reads what comes back for a request that was sent with {@code Connection: close}. */
  static Reply read(RawHttp http) throws IOException {
    String head;
    try {
      head = http.readUntil("\r\n\r\n");
    } catch (IOException | AssertionError _) {
      return NONE;
    }
    return readBody(head, http.in());
  }

  /** The same, when the head was read before. */
  static Reply readBody(String head, InputStream in) {
    Reply begun = new Reply(RawHttp.status(head), 0, false);
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      return begun.counted(in, Long.parseLong(length.group(1)));
    }
    return CHUNKED.matcher(head).find() ? begun.chunked(in) : begun.toTheEnd(in);
  }

  private Reply counted(InputStream in, long expected) {
    long count = 0;
    try {
      while (count < expected) {
        int most = (int) Math.min(expected - count, PIECE);
        int read = in.readNBytes(most).length;
        count += read;
        if (read < most) {
          break;
        }
      }
    } catch (IOException _) {
      // a reset: what came before it was all
    }
    return new Reply(status, count, count == expected);
  }

  /** Without a length the end of the connection is the end of the body (RFC 9112 §6.3). */
  private Reply toTheEnd(InputStream in) {
    long count = 0;
    byte[] buffer = new byte[PIECE];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
      }
      return new Reply(status, count, true);
    } catch (IOException _) {
      return new Reply(status, count, false);
    }
  }

  private Reply chunked(InputStream in) {
    long count = 0;
    try {
      while (true) {
        int size = Integer.parseInt(line(in), 16);
        long read = in.readNBytes(size).length;
        count += read;
        line(in);
        if (size == 0 || read < size) {
          return new Reply(status, count, size == 0);
        }
      }
    } catch (IOException | NumberFormatException _) {
      return new Reply(status, count, false);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended in a chunk");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** What it was, in a word or two. */
  String outcome() {
    if (status == 0) {
      return "no answer";
    }
    return whole ? Integer.toString(status) : "cut";
  }
}
