package io.culvert.sample.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A multipart body read part by part while it arrives, in constant memory. The Servlet API's own
 * {@code getParts()} writes parts to files first, which is why it needs limits and this does not.
 * Not for use by several threads.
 */
final class MultipartStream {
  private static final int WINDOW = 16 * 1024;
  private static final int MAX_HEADER = 8 * 1024;
  private static final int MAX_PARTS = 100;
  private static final byte[] LINE_BREAK = {'\r', '\n'};
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] window = new byte[WINDOW];
  private int pos;
  private int end;
  private int parts;

  MultipartStream(InputStream in, Boundary boundary) {
    this.in = in;
    this.delimiter = boundary.delimiter();
    // The first delimiter has no line break before it; with one put there it is like all the
    // others.
    System.arraycopy(LINE_BREAK, 0, window, 0, LINE_BREAK.length);
    this.end = LINE_BREAK.length;
  }

  /**
   * Skips what is left of the current part and reads the header of the next.
   *
   * @return empty after the last part
   * @throws MalformedMultipartException if the body breaks off, a header exceeds 8 KiB, or there
   *     are over 100 parts
   */
  Optional<PartHeader> nextPart() throws IOException {
    byte[] skipped = new byte[1024];
    while (readBody(skipped, 0, skipped.length) >= 0) {
      // the delimiter is what counts
    }
    pos += delimiter.length;
    if (lineAfterDelimiterStartsWithHyphens()) {
      return Optional.empty();
    }
    if (++parts > MAX_PARTS) {
      throw new MalformedMultipartException("More than " + MAX_PARTS + " parts are not accepted.");
    }
    return Optional.of(PartHeader.parse(readHeader()));
  }

  /** The current part's body; it ends where the part ends. Closing it does nothing. */
  InputStream body() {
    return new InputStream() {
      private final byte[] one = new byte[1];

      @Override
      public int read() throws IOException {
        return readBody(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return readBody(target, offset, length);
      }
    };
  }

  private int readBody(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    require(delimiter.length);
    int found = indexOf(delimiter);
    // What may be the beginning of a delimiter stays until the bytes after it are known.
    int safe = (found >= 0 ? found : end - delimiter.length + 1) - pos;
    if (safe == 0) {
      return -1;
    }
    int n = Math.min(safe, length);
    System.arraycopy(window, pos, target, offset, n);
    pos += n;
    return n;
  }

  private boolean lineAfterDelimiterStartsWithHyphens() throws IOException {
    require(2);
    return window[pos] == '-' && window[pos + 1] == '-';
  }

  private String readHeader() throws IOException {
    int found = indexOf(HEADER_END);
    while (found < 0) {
      if (end - pos > MAX_HEADER) {
        throw new MalformedMultipartException("A part's header exceeds " + MAX_HEADER + " bytes.");
      }
      require(end - pos + 1);
      found = indexOf(HEADER_END);
    }
    String header = new String(window, pos, found - pos, StandardCharsets.UTF_8);
    pos = found + HEADER_END.length;
    return header;
  }

  /** Makes sure that so many bytes are in the window from pos on. */
  private void require(int wanted) throws IOException {
    if (end - pos >= wanted) {
      return;
    }
    System.arraycopy(window, pos, window, 0, end - pos);
    end -= pos;
    pos = 0;
    while (end < wanted) {
      int n = in.read(window, end, window.length - end);
      if (n < 0) {
        throw new MalformedMultipartException("The body ends before its last part does.");
      }
      end += n;
    }
  }

  private int indexOf(byte[] sought) {
    for (int i = pos; i <= end - sought.length; i++) {
      if (startsAt(i, sought)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsAt(int at, byte[] sought) {
    for (int i = 0; i < sought.length; i++) {
      if (window[at + i] != sought[i]) {
        return false;
      }
    }
    return true;
  }
}
