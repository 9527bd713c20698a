package io.culvert.connector.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The answer of an Authorizer (FastCGI Specification 1.0 §6.3) as far as it must not leave yet. A
 * {@code 200} allows what was asked for, so it is kept back until it is complete and confirmed:
 * whatever fails before takes it back. Every other answer is for the client and passes through. Not
 * for several threads at once.
 */
final class Permission {
  private static final String STATUS = "Status: ";
  private static final int STATUS_LENGTH = STATUS.length() + 4;
  private static final int OK = 200;

  enum Answer {
    /** There is none yet. */
    NONE,
    /** A {@code 200}. */
    ALLOWS,
    /** An explicit status of 300 or more: the client's. */
    DENIES,
    /**
     * No status, an interim one, or a success other than {@code 200}. That denies, but would look
     * to the client, and perhaps to a front end, as if it did not.
     */
    MEANS_NOTHING
  }

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private Answer answer = Answer.NONE;
  private boolean complete;
  private boolean confirmed;

  /**
   * Looks at what the application sends, and takes it if it must not leave. The head of an answer
   * has to begin in one piece.
   */
  Answer take(ByteBuffer moreHead, ByteBuffer content) {
    if (answer == Answer.NONE && (moreHead.hasRemaining() || content.hasRemaining())) {
      answer = answer(moreHead);
    }
    if (answer == Answer.ALLOWS) {
      byte[] bytes = new byte[moreHead.remaining()];
      moreHead.get(bytes);
      head.writeBytes(bytes);
    }
    if (answer != Answer.DENIES) {
      moreHead.position(moreHead.limit());
      content.position(content.limit()); // nobody gets to see it
    }
    return answer;
  }

  private static Answer answer(ByteBuffer head) {
    if (head.remaining() < STATUS_LENGTH) {
      return Answer.MEANS_NOTHING;
    }
    byte[] start = new byte[STATUS_LENGTH];
    head.get(head.position(), start);
    String line = new String(start, ISO_8859_1);
    if (!line.matches(STATUS + "[1-9][0-9]{2} ")) {
      return Answer.MEANS_NOTHING;
    }
    int status = Integer.parseInt(line.substring(STATUS.length()).strip());
    if (status == OK) {
      return Answer.ALLOWS;
    }
    return status < 300 ? Answer.MEANS_NOTHING : Answer.DENIES;
  }

  /** The application has said all it has to say. */
  void complete() {
    complete = true;
  }

  /** The application stands by it. */
  void confirm() {
    confirmed = true;
  }

  /** What is to be sent, once it may be; nothing otherwise and the second time. */
  ByteBuffer grant() {
    boolean granted = answer == Answer.ALLOWS && complete && confirmed;
    byte[] whole = granted ? head.toByteArray() : new byte[0];
    if (granted) {
      head.reset();
    }
    return ByteBuffer.wrap(whole);
  }
}
