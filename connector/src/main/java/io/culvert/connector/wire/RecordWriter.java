package io.culvert.connector.wire;

import java.nio.ByteBuffer;

/**
 * Puts records into a buffer, one method for each kind that leaves. The buffer must have room; how
 * much a record takes is its content plus {@link #HEADER_LENGTH}.
 */
public final class RecordWriter {
  /** Bytes before the content of every record. */
  public static final int HEADER_LENGTH = 8;

  /** Bytes of {@link #endOfResponse}: an empty {@code STDOUT} and an {@code END_REQUEST}. */
  public static final int END_OF_RESPONSE_LENGTH = 24;

  /** The longest content that keeps records aligned to eight bytes without padding. */
  public static final int MAX_ALIGNED_CONTENT = 65_528;

  private RecordWriter() {}

  /** A record's header without padding; its {@code length} bytes of content follow. */
  public static void header(ByteBuffer out, int type, int id, int length) {
    out.putLong(headerBits(type, id, length));
  }

  /** The same at a place that was left free for it. */
  public static void header(ByteBuffer out, int at, int type, int id, int length) {
    out.putLong(at, headerBits(type, id, length));
  }

  private static long headerBits(int type, int id, int length) {
    return 1L << 56 | (long) type << 48 | (long) id << 32 | (long) length << 16;
  }

  /** Starts a request (client side). */
  public static void beginRequest(ByteBuffer out, int id, Role role, boolean keepConnection) {
    header(out, RecordType.BEGIN_REQUEST, id, 8);
    out.putShort((short) role.number()).put((byte) (keepConnection ? 1 : 0));
    out.put((byte) 0).putInt(0);
  }

  /** Ends a request. */
  public static void endRequest(ByteBuffer out, int id, int appStatus, ProtocolStatus status) {
    header(out, RecordType.END_REQUEST, id, 8);
    out.putInt(appStatus).putInt(status.number() << 24);
  }

  /** Ends {@code STDOUT} and the request. */
  public static void endOfResponse(ByteBuffer out, int id, int appStatus, ProtocolStatus status) {
    header(out, RecordType.STDOUT, id, 0);
    endRequest(out, id, appStatus, status);
  }

  /** Answers a management record whose type is not known. */
  public static void unknownType(ByteBuffer out, int type) {
    header(out, RecordType.UNKNOWN_TYPE, 0, 8);
    out.put((byte) type).put(new byte[7]);
  }

  /** One name–value pair (§3.4) with the shortest encoding of its lengths. */
  public static void pair(ByteBuffer out, byte[] name, byte[] value) {
    length(out, name.length);
    length(out, value.length);
    out.put(name).put(value);
  }

  private static void length(ByteBuffer out, int length) {
    if (length < 128) {
      out.put((byte) length);
    } else {
      out.putInt(length | 0x8000_0000);
    }
  }
}
