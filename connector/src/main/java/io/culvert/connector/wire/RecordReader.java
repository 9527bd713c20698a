package io.culvert.connector.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Pulls records out of a byte stream that may be cut anywhere. Holds at most one header and the
 * content of one short record that was cut; content of streams passes through without being kept.
 *
 * <p>A record is good until the next one is asked for: those that make up usual requests are the
 * same objects again and again, and so is the view that their content is. Input should therefore
 * come in the same buffer every time; another one costs a few objects.
 */
public final class RecordReader {
  private static final int VERSION = 1;
  private static final int HEADER_LENGTH = 8;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final byte[] NO_BYTES = {};

  /** Room for a cut record that is kept for the next one; what is larger is let go. */
  private static final int USUAL = 64;

  private long header;
  private int headerBytes;
  private int contentLeft;
  private int paddingLeft;
  private byte[] kept = NO_BYTES;
  private int keptBytes;
  private ByteBuffer input = NOTHING;
  private ByteBuffer view = NOTHING;
  private Record.BeginRequest begin = new Record.BeginRequest(0, Role.UNKNOWN, false);
  private Record.Params params = new Record.Params(0, NOTHING);
  private Record.Stdin stdin = new Record.Stdin(0, NOTHING);

  /**
   * Takes the next record, or the next piece of one, from {@code in}.
   *
   * @return {@link Record#INCOMPLETE} when all of {@code in} is consumed and a record is still to
   *     come
   * @throws ProtocolException if the bytes are not FastCGI; the reader is of no use afterwards
   */
  public Record next(ByteBuffer in) throws ProtocolException {
    look(in);
    while (true) {
      if (headerBytes == HEADER_LENGTH && contentLeft == 0 && !skipPadding(in)) {
        return Record.INCOMPLETE;
      }
      boolean inContent = headerBytes == HEADER_LENGTH;
      if (inContent ? !in.hasRemaining() : !readHeader(in)) {
        return Record.INCOMPLETE;
      }
      Record record = inContent ? continueContent(in) : begin(in);
      if (!(record instanceof Record.Incomplete)) {
        return record;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same buffer, not one that holds the same
  private void look(ByteBuffer in) {
    if (input != in) {
      input = in;
      view = in.duplicate();
      params = new Record.Params(0, view);
      stdin = new Record.Stdin(0, view);
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
    if (kept.length > USUAL) {
      kept = NO_BYTES;
    }
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
  private Record begin(ByteBuffer in) throws ProtocolException {
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
          contentLeft == 0 ? content(type, id, piece(in, 0)) : Record.INCOMPLETE;
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
          RecordType.STDERR ->
          content(type, id(), piece(in, length));
      case RecordType.BEGIN_REQUEST,
          RecordType.END_REQUEST,
          RecordType.GET_VALUES,
          RecordType.GET_VALUES_RESULT -> {
        if (keptBytes == 0 && contentLeft == 0) {
          yield content(type, id(), piece(in, length));
        }
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

  /** Takes bytes out of the input, without a copy; for what requests are made of, by the view. */
  private ByteBuffer piece(ByteBuffer in, int length) {
    int start = in.position();
    in.position(start + length);
    return switch (type()) {
      case RecordType.BEGIN_REQUEST, RecordType.PARAMS, RecordType.STDIN ->
          view.limit(start + length).position(start);
      default -> in.slice(start, length);
    };
  }

  /**
   * Short records are needed whole; room is made for bytes that are here, not for promised ones,
   * and doubled, or a record that comes byte by byte would be copied as often as it has bytes.
   */
  private void keep(ByteBuffer in, int length) {
    int needed = keptBytes + length;
    if (kept.length < needed) {
      kept = Arrays.copyOf(kept, Math.max(USUAL, Math.max(needed, 2 * kept.length)));
    }
    in.get(kept, keptBytes, length);
    keptBytes += length;
  }

  private Record content(int type, int id, ByteBuffer content) throws ProtocolException {
    return switch (type) {
      case RecordType.BEGIN_REQUEST -> beginRequest(id, content);
      case RecordType.PARAMS -> params(id);
      case RecordType.STDIN -> stdin(id);
      case RecordType.DATA -> new Record.Data(id, content);
      case RecordType.STDOUT -> new Record.Stdout(id, content);
      case RecordType.STDERR -> new Record.Stderr(id, content);
      case RecordType.GET_VALUES -> new Record.GetValues(id, content);
      case RecordType.GET_VALUES_RESULT -> new Record.GetValuesResult(content);
      case RecordType.END_REQUEST -> endRequest(id, content);
      default -> throw new IllegalStateException("type " + type + " has no content of interest");
    };
  }

  private Record beginRequest(int id, ByteBuffer content) {
    Role role = Role.of(content.getShort() & 0xFFFF);
    boolean keepConnection = (content.get() & 1) != 0;
    if (begin.id() != id || begin.role() != role || begin.keepConnection() != keepConnection) {
      begin = new Record.BeginRequest(id, role, keepConnection);
    }
    return begin;
  }

  private Record params(int id) {
    if (params.id() != id) {
      params = new Record.Params(id, view);
    }
    return params;
  }

  private Record stdin(int id) {
    if (stdin.id() != id) {
      stdin = new Record.Stdin(id, view);
    }
    return stdin;
  }

  private static Record endRequest(int id, ByteBuffer content) throws ProtocolException {
    if (content.remaining() < 8) {
      throw new ProtocolException("END_REQUEST with content length " + content.remaining());
    }
    return new Record.EndRequest(id, content.getInt(), content.get() & 0xFF);
  }
}
