package io.culvert.connector.wire;

import java.nio.ByteBuffer;

/**
 * Pulls records out of a byte stream that may be cut anywhere. Holds at most one header and the
 * content of one short record; content of streams passes through without being kept.
 */
public final class RecordReader {
  private static final int VERSION = 1;
  private static final int HEADER_LENGTH = 8;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final byte[] NO_BYTES = {};

  private long header;
  private int headerBytes;
  private int contentLeft;
  private int paddingLeft;
  private byte[] kept = NO_BYTES;
  private int keptBytes;

  /**
   * Takes the next record, or the next piece of one, from {@code in}.
   *
   * @return {@link Record#INCOMPLETE} when all of {@code in} is consumed and a record is still to
   *     come
   * @throws ProtocolException if the bytes are not FastCGI; the reader is of no use afterwards
   */
  public Record next(ByteBuffer in) throws ProtocolException {
    while (true) {
      if (headerBytes == HEADER_LENGTH && contentLeft == 0 && !skipPadding(in)) {
        return Record.INCOMPLETE;
      }
      boolean inContent = headerBytes == HEADER_LENGTH;
      if (inContent ? !in.hasRemaining() : !readHeader(in)) {
        return Record.INCOMPLETE;
      }
      Record record = inContent ? continueContent(in) : begin();
      if (!(record instanceof Record.Incomplete)) {
        return record;
      }
    }
  }

  /** Whether the stream stands between two records: an end of the stream here is a clean one. */
  public boolean isBetweenRecords() {
    return headerBytes == 0 || (headerBytes == HEADER_LENGTH && contentLeft + paddingLeft == 0);
  }

  private boolean skipPadding(ByteBuffer in) {
    int skip = Math.min(paddingLeft, in.remaining());
    in.position(in.position() + skip);
    paddingLeft -= skip;
    if (paddingLeft > 0) {
      return false;
    }
    headerBytes = 0;
    return true;
  }

  private boolean readHeader(ByteBuffer in) throws ProtocolException {
    if (headerBytes == 0 && in.remaining() >= HEADER_LENGTH) {
      header = in.getLong();
      headerBytes = HEADER_LENGTH;
    } else {
      while (headerBytes < HEADER_LENGTH && in.hasRemaining()) {
        header = header << 8 | (in.get() & 0xFF);
        headerBytes++;
        refuseOtherVersion((header >>> (8 * (headerBytes - 1))) & 0xFF);
      }
    }
    if (headerBytes < HEADER_LENGTH) {
      return false;
    }
    refuseOtherVersion(header >>> 56);
    contentLeft = (int) (header >>> 16) & 0xFFFF;
    paddingLeft = (int) (header >>> 8) & 0xFF;
    keptBytes = 0;
    return true;
  }

  private static void refuseOtherVersion(long version) throws ProtocolException {
    if (version != VERSION) {
      throw new ProtocolException("record version is " + version + ", not 1");
    }
  }

  private int type() {
    return (int) (header >>> 48) & 0xFF;
  }

  private int id() {
    return (int) (header >>> 32) & 0xFFFF;
  }

  /** What a header alone says: an empty stream record, an abort, an unknown type. */
  private Record begin() throws ProtocolException {
    int id = id();
    int type = type();
    if (id == 0 && type >= RecordType.BEGIN_REQUEST && type <= RecordType.DATA) {
      throw new ProtocolException("a record of type " + type + " about no request, with id 0");
    }
    if (type == RecordType.BEGIN_REQUEST && contentLeft != 8) {
      throw new ProtocolException("BEGIN_REQUEST with content length " + contentLeft);
    }
    return switch (type) {
      case RecordType.ABORT_REQUEST -> new Record.AbortRequest(id);
      case RecordType.BEGIN_REQUEST,
          RecordType.END_REQUEST,
          RecordType.PARAMS,
          RecordType.STDIN,
          RecordType.DATA,
          RecordType.STDOUT,
          RecordType.STDERR,
          RecordType.GET_VALUES,
          RecordType.GET_VALUES_RESULT ->
          contentLeft == 0 ? content(type, id, NOTHING) : Record.INCOMPLETE;
      default -> new Record.Unknown(id, type);
    };
  }

  private Record continueContent(ByteBuffer in) throws ProtocolException {
    int type = type();
    int length = Math.min(contentLeft, in.remaining());
    contentLeft -= length;
    return switch (type) {
      case RecordType.PARAMS,
          RecordType.STDIN,
          RecordType.DATA,
          RecordType.STDOUT,
          RecordType.STDERR -> {
        ByteBuffer piece = in.slice(in.position(), length);
        in.position(in.position() + length);
        yield content(type, id(), piece);
      }
      case RecordType.BEGIN_REQUEST,
          RecordType.END_REQUEST,
          RecordType.GET_VALUES,
          RecordType.GET_VALUES_RESULT -> {
        keep(in, length);
        yield contentLeft > 0
            ? Record.INCOMPLETE
            : content(type, id(), ByteBuffer.wrap(kept, 0, keptBytes));
      }
      default -> {
        in.position(in.position() + length);
        yield Record.INCOMPLETE;
      }
    };
  }

  /**
   * Short records are needed whole; room is made for bytes that are here, not for promised ones.
   */
  private void keep(ByteBuffer in, int length) {
    if (kept.length < keptBytes + length) {
      byte[] larger = new byte[Math.max(16, keptBytes + length)];
      System.arraycopy(kept, 0, larger, 0, keptBytes);
      kept = larger;
    }
    in.get(kept, keptBytes, length);
    keptBytes += length;
  }

  private static Record content(int type, int id, ByteBuffer content) throws ProtocolException {
    return switch (type) {
      case RecordType.BEGIN_REQUEST ->
          new Record.BeginRequest(
              id, Role.of(content.getShort(0) & 0xFFFF), (content.get(2) & 1) != 0);
      case RecordType.PARAMS -> new Record.Params(id, content);
      case RecordType.STDIN -> new Record.Stdin(id, content);
      case RecordType.DATA -> new Record.Data(id, content);
      case RecordType.STDOUT -> new Record.Stdout(id, content);
      case RecordType.STDERR -> new Record.Stderr(id, content);
      case RecordType.GET_VALUES -> new Record.GetValues(id, content);
      case RecordType.GET_VALUES_RESULT -> new Record.GetValuesResult(content);
      case RecordType.END_REQUEST -> endRequest(id, content);
      default -> throw new IllegalStateException("type " + type + " has no content of interest");
    };
  }

  private static Record endRequest(int id, ByteBuffer content) throws ProtocolException {
    if (content.remaining() < 8) {
      throw new ProtocolException("END_REQUEST with content length " + content.remaining());
    }
    return new Record.EndRequest(id, content.getInt(0), content.get(4) & 0xFF);
  }
}
