package io.culvert.connector.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects the content of a stream of name-value pairs (FastCGI 1.0 §3.4) and decodes it when the
 * stream has ended. Pieces may be cut anywhere, also inside a length. Memory grows with the bytes
 * that really arrived, never with a length that a peer only announced, and not beyond {@link
 * PairLimits#totalBytes()}.
 *
 * <p>After {@link #end()} the decoder is empty and can take the next stream. Not safe for use by
 * several threads at once.
 */
public final class NameValueDecoder {

  private static final byte[] NOTHING = new byte[0];

  private final PairLimits limits;
  private byte[] content = NOTHING;
  private int size;
  private boolean overLimit;

  public NameValueDecoder(PairLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes all remaining bytes of a piece. Once the total limit is passed, content is thrown away
   * and {@link #end()} will say so.
   */
  public void append(ByteBuffer piece) {
    int length = piece.remaining();
    if (overLimit || length > limits.totalBytes() - size) {
      overLimit = true;
      content = NOTHING;
      piece.position(piece.limit());
      return;
    }
    makeRoomFor(length);
    piece.get(content, size, length);
    size += length;
  }

  /** Bytes that are kept until the end. */
  public int size() {
    return overLimit ? 0 : size;
  }

  /** Whether more arrived than may be kept, so that {@link #end()} can only report a failure. */
  public boolean isOverLimit() {
    return overLimit;
  }

  /**
   * Ends the stream and decodes it.
   *
   * @return the {@link NameValuePairs}, or {@link MalformedPairs} when a limit is exceeded, a pair
   *     is cut off, or a name or value holds a NUL byte
   */
  public DecodedPairs end() {
    DecodedPairs decoded =
        overLimit
            ? new MalformedPairs(
                MalformedPairs.TOO_LARGE,
                false,
                "name-value pairs exceed " + limits.totalBytes() + " bytes in all")
            : new PairIndexer(content, size, limits).index();
    content = NOTHING;
    size = 0;
    overLimit = false;
    return decoded;
  }

  private void makeRoomFor(int length) {
    int needed = size + length;
    if (needed <= content.length) {
      return;
    }
    // Most front ends send everything in one record: then the array fits exactly. Else it doubles.
    int capacity = Math.clamp(2L * content.length, needed, Math.max(needed, limits.totalBytes()));
    content = Arrays.copyOf(content, capacity);
  }
}
