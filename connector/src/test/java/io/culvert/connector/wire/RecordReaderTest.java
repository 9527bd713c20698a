package io.culvert.connector.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.culvert.connector.memory.GoldenRequest;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final int LONGEST = 65_535;

  private final RecordReader reader = new RecordReader();

  @Test
  void wherePiecesAreCutDoesNotMatter() throws ProtocolException {
    byte[] stream = everyKind();
    List<String> whole = read(List.of(stream));
    for (int cut = 0; cut <= stream.length; cut++) {
      byte[] first = new byte[cut];
      byte[] second = new byte[stream.length - cut];
      System.arraycopy(stream, 0, first, 0, cut);
      System.arraycopy(stream, cut, second, 0, second.length);
      assertEquals(whole, read(List.of(first, second)), "cut at " + cut);
    }
  }

  @Test
  void aByteAtATimeIsEnough() throws ProtocolException {
    byte[] stream = everyKind();
    List<byte[]> bytes = new ArrayList<>();
    for (byte b : stream) {
      bytes.add(new byte[] {b});
    }
    assertEquals(read(List.of(stream)), read(bytes));
  }

  @Test
  void everyKindOfRecordIsTold() throws ProtocolException {
    assertEquals(
        List.of(
            "BeginRequest[id=1, role=AUTHORIZER, keepConnection=true]",
            "Params 1: name",
            "Params 1 ends",
            "GetValues 0 question",
            "Stdin 1: body",
            "AbortRequest[id=1]",
            "Unknown[id=0, type=99]",
            "Data 1: file",
            "Stdin 7 ends",
            "GetValuesResult answer",
            "BeginRequest[id=65535, role=UNKNOWN, keepConnection=false]",
            "Stdout 1: out",
            "Stderr 1: err",
            "EndRequest[id=1, appStatus=-2, protocolStatus=3]"),
        read(List.of(everyKind())));
  }

  @Test
  void aUsualRequestCostsNoObject() throws ProtocolException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer request = ByteBuffer.wrap(GoldenRequest.records());
    readAll(request); // the reader makes its objects for this buffer
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      readAll(request.clear());
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 100, "allocated " + allocated + " bytes for 100 requests");
  }

  @Test
  void aLongRecordInSmallPiecesIsNotCopiedForEachOfThem() throws ProtocolException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer in = ByteBuffer.allocate(8 + LONGEST);
    RecordWriter.header(in, RecordType.GET_VALUES, 0, LONGEST);
    long before = threads.getCurrentThreadAllocatedBytes();
    Record last = Record.INCOMPLETE;
    for (int end = 1; end <= in.capacity(); end++) {
      last = reader.next(in.limit(end).position(end - 1));
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(LONGEST, ((Record.GetValues) last).content().remaining());
    assertTrue(allocated < 8 * LONGEST, "allocated " + allocated + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255})
  void anotherVersionIsRefusedAtItsFirstByte(int version) {
    ByteBuffer in = ByteBuffer.wrap(new byte[] {(byte) version});
    assertThrows(ProtocolException.class, () -> reader.next(in));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, LONGEST})
  void aBeginOfAnotherLengthIsRefusedAtItsHeader(int length) {
    ByteBuffer in = ByteBuffer.allocate(8);
    RecordWriter.header(in, RecordType.BEGIN_REQUEST, 1, length);
    assertThrows(ProtocolException.class, () -> reader.next(in.flip()));
  }

  @Test
  void betweenRecordsIsWhereNoByteOfOneIsMissing() throws ProtocolException {
    byte[] padded = record(RecordType.STDIN, 1, "body", 3);
    ByteBuffer in = ByteBuffer.wrap(padded);
    assertTrue(reader.isBetweenRecords());
    for (int end = 1; end < padded.length; end++) {
      reader.next(in.limit(end));
      assertFalse(reader.isBetweenRecords(), "after " + end);
      in.position(end);
    }
    reader.next(in.limit(padded.length));
    assertTrue(reader.isBetweenRecords());
  }

  private void readAll(ByteBuffer in) throws ProtocolException {
    while (in.hasRemaining()) {
      reader.next(in);
    }
  }

  private static List<String> read(List<byte[]> pieces) throws ProtocolException {
    RecordReader reader = new RecordReader();
    List<String> told = new ArrayList<>();
    ByteBuffer in = ByteBuffer.allocate(4096);
    for (byte[] piece : pieces) {
      in.clear().put(piece).flip();
      Record record = reader.next(in);
      while (!(record instanceof Record.Incomplete)) {
        tell(record, told);
        record = reader.next(in);
      }
    }
    return told;
  }

  private static void tell(Record record, List<String> told) {
    switch (record) {
      case Record.Params(int id, ByteBuffer content) -> stream("Params " + id, content, told);
      case Record.Stdin(int id, ByteBuffer content) -> stream("Stdin " + id, content, told);
      case Record.Data(int id, ByteBuffer content) -> stream("Data " + id, content, told);
      case Record.Stdout(int id, ByteBuffer content) -> stream("Stdout " + id, content, told);
      case Record.Stderr(int id, ByteBuffer content) -> stream("Stderr " + id, content, told);
      case Record.GetValues(int id, ByteBuffer content) ->
          told.add("GetValues " + id + " " + text(content));
      case Record.GetValuesResult(ByteBuffer content) ->
          told.add("GetValuesResult " + text(content));
      case Record.Incomplete _ -> throw new AssertionError("nothing to tell");
      default -> told.add(record.toString());
    }
  }

  /** The pieces of a stream are told as one. */
  private static void stream(String of, ByteBuffer content, List<String> told) {
    if (!content.hasRemaining()) {
      told.add(of + " ends");
    } else if (!told.isEmpty() && told.getLast().startsWith(of + ": ")) {
      told.add(told.removeLast() + text(content));
    } else {
      told.add(of + ": " + text(content));
    }
  }

  private static String text(ByteBuffer content) {
    return ISO_8859_1.decode(content).toString();
  }

  private static byte[] everyKind() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        record(RecordType.BEGIN_REQUEST, 1, "\0\2\u00ff\u00aa\u00aa\u00aa\u00aa\u00aa", 0));
    all.writeBytes(record(RecordType.PARAMS, 1, "name", 4));
    all.writeBytes(record(RecordType.PARAMS, 1, "", 255));
    all.writeBytes(record(RecordType.GET_VALUES, 0, "question", 1));
    all.writeBytes(record(RecordType.STDIN, 1, "body", 0));
    all.writeBytes(record(RecordType.ABORT_REQUEST, 1, "", 0));
    all.writeBytes(record(99, 0, "skipped", 2));
    all.writeBytes(record(RecordType.DATA, 1, "file", 0));
    all.writeBytes(record(RecordType.STDIN, 7, "", 0));
    all.writeBytes(record(RecordType.GET_VALUES_RESULT, 0, "answer", 7));
    all.writeBytes(record(RecordType.BEGIN_REQUEST, LONGEST, "\0\11\0\0\0\0\0\0", 8));
    all.writeBytes(record(RecordType.STDOUT, 1, "out", 0));
    all.writeBytes(record(RecordType.STDERR, 1, "err", 0));
    all.writeBytes(record(RecordType.END_REQUEST, 1, "\u00ff\u00ff\u00ff\u00fe\3\0\0\0", 0));
    return all.toByteArray();
  }

  private static byte[] record(int type, int id, String content, int padding) {
    ByteBuffer out = ByteBuffer.allocate(8 + content.length() + padding);
    RecordWriter.header(out, type, id, content.length());
    out.put(6, (byte) padding).put(content.getBytes(ISO_8859_1));
    while (out.hasRemaining()) {
      out.put((byte) 0xFF);
    }
    return out.array();
  }
}
