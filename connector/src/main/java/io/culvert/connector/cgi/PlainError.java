package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A complete answer for a request that no application will see, never without its Status line: some
 * front ends take a response without one for success.
 *
 * @param head status line, header fields and blank line, to be read once
 * @param content the reason phrase as text, empty for a HEAD request; to be read once
 */
public record PlainError(ByteBuffer head, ByteBuffer content) {

  private static final int HEAD_BYTES = 256;

  /**
   * The answer with a status. One of 503 asks to try again in a second.
   *
   * @param status 400 to 599
   */
  public static PlainError of(int status) {
    byte[] content = (StatusLines.reason(status) + "\n").getBytes(US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES);
    CgiResponseHead head = CgiResponseHead.begin(buffer, status);
    head.header("Content-Type", "text/plain;charset=us-ascii");
    head.header("Content-Length", Integer.toString(content.length));
    if (status == 503) {
      head.header("Retry-After", "1");
    }
    if (!head.end()) {
      throw new AssertionError("head of " + head.size() + " bytes");
    }
    return new PlainError(buffer.flip(), ByteBuffer.wrap(content));
  }

  /** The answer to a rejected request. */
  public static PlainError of(CgiRejection<?> rejection) {
    PlainError error = of(rejection.status());
    return rejection.head() ? new PlainError(error.head, ByteBuffer.allocate(0)) : error;
  }
}
