package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * Writes the head of a response (RFC 3875 §6.3) straight into a buffer: the Status line, which is
 * always there and always first, header lines, and the blank line. What an application says can
 * neither end a line nor start one: every char is cut down to its byte first, and only then CR, LF
 * and NUL become spaces, because U+010A has LF as its low byte.
 *
 * <p>A head that does not fit is not written past the buffer's limit but counted to its end: {@link
 * #end()} says so, {@link #size()} is the room it takes, and the buffer is as it was. Then write
 * the same head into a buffer of that size, if that is not more than {@link #MAX_BYTES}. For one
 * thread.
 */
public final class CgiResponseHead {

  /** More than any front end takes by default; a longer head is an error of the application. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int SEPARATOR = 2;
  private static final int LINE_END = 2;

  private final ByteBuffer target;
  private final int start;
  private final boolean mayHaveContent;
  private boolean hasContentLength;
  private long size;

  private CgiResponseHead(ByteBuffer target, boolean mayHaveContent) {
    this.target = target;
    this.start = target.position();
    this.mayHaveContent = mayHaveContent;
  }

  /**
   * Begins a head with the standard reason phrase.
   *
   * @param status 100 to 599; anything else becomes 500
   */
  public static CgiResponseHead begin(ByteBuffer target, int status) {
    int known = known(status);
    CgiResponseHead head = new CgiResponseHead(target, mayHaveContent(known));
    byte[] line = StatusLines.line(known);
    if (head.fits(line.length)) {
      target.put(line);
    }
    return head;
  }

  /**
   * Begins a head with a reason phrase of the application's own.
   *
   * @param status 100 to 599; anything else becomes 500 with the standard phrase
   */
  public static CgiResponseHead begin(ByteBuffer target, int status, String reason) {
    if (reason.isEmpty() || known(status) != status) {
      return begin(target, status);
    }
    CgiResponseHead head = new CgiResponseHead(target, mayHaveContent(status));
    head.line("Status".getBytes(ISO_8859_1), status + " " + reason);
    return head;
  }

  /**
   * Says the status once more, for front ends that go by the last field that tells of one.
   *
   * @param status as it was begun with
   */
  public void statusAgain(int status) {
    byte[] line = StatusLines.line(known(status));
    if (fits(line.length)) {
      target.put(line);
    }
  }

  /** Adds a field. One whose name is no token, or which is not the application's, is left out. */
  public void header(String name, String value) {
    if (Token.matches(name)) { // before the name becomes bytes, which could turn it into a token
      header(name.getBytes(ISO_8859_1), value);
    }
  }

  /**
   * Adds a field, as {@link #header(String, String)}, from a name that the caller keeps as bytes.
   *
   * @param name is not changed and not kept
   */
  public void header(byte[] name, String value) {
    switch (ResponseRule.of(name)) {
      case WRITE -> line(name, value);
      case CONTENT_LENGTH -> contentLength(name, value);
      case DROP -> {}
    }
  }

  /**
   * Ends the head with the blank line.
   *
   * @return whether all of it is in the buffer; if not, the buffer's position is where it was
   */
  public boolean end() {
    if (fits(LINE_END)) {
      endLine();
    }
    if (size > target.position() - start) {
      target.position(start);
      return false;
    }
    return true;
  }

  /** The bytes of all that was added so far, whether it fitted or not. */
  public long size() {
    return size;
  }

  /** Two fields, even with the same value, make nginx answer 502. */
  private void contentLength(byte[] name, String value) {
    if (mayHaveContent && !hasContentLength) {
      hasContentLength = true;
      line(name, value);
    }
  }

  private void line(byte[] name, String value) {
    if (!fits((long) name.length + SEPARATOR + value.length() + LINE_END)) {
      return;
    }
    target.put(name).put((byte) ':').put((byte) ' ');
    for (int i = 0; i < value.length(); i++) {
      byte b = (byte) value.charAt(i);
      target.put(b == '\r' || b == '\n' || b == 0 ? (byte) ' ' : b);
    }
    endLine();
  }

  private void endLine() {
    target.put((byte) '\r').put((byte) '\n');
  }

  /** Counts what comes next. Once something did not fit, nothing later does. */
  private boolean fits(long length) {
    boolean complete = size == target.position() - start;
    size += length;
    return complete && length <= target.remaining();
  }

  private static int known(int status) {
    return status < StatusLines.LOWEST || status > StatusLines.HIGHEST ? 500 : status;
  }

  private static boolean mayHaveContent(int status) {
    return status >= 200 && status != 204 && status != 304;
  }
}
