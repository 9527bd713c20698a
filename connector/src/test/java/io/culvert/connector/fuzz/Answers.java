package io.culvert.connector.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a server may say on one connection, checked record by record. */
final class Answers {
  private final Map<Integer, Integer> begun = new HashMap<>();
  private final Map<Integer, Integer> ended = new HashMap<>();
  private final Set<Integer> talking = new HashSet<>();
  private final Corpus corpus;

  /**
   * @param sent everything the front end sent
   */
  Answers(byte[] sent, Corpus corpus) {
    this.corpus = corpus;
    ByteBuffer in = ByteBuffer.wrap(sent);
    RecordReader reader = new RecordReader();
    try {
      Record record = reader.next(in);
      while (!(record instanceof Record.Incomplete)) {
        if (record instanceof Record.BeginRequest begin) {
          begun.merge(begin.id(), 1, Integer::sum);
        }
        record = reader.next(in);
      }
    } catch (ProtocolException _) {
      // the server closes the connection here as well
    }
  }

  /**
   * Checks that no request is ended more often than it was begun, that none speaks after its end or
   * ends without a word, and that all is whole records.
   *
   * @return how many requests were ended
   */
  int check(byte[] written) {
    ByteBuffer in = ByteBuffer.wrap(written);
    RecordReader reader = new RecordReader();
    int ends = 0;
    int at = 0;
    try {
      Record record = reader.next(in);
      while (!(record instanceof Record.Incomplete)) {
        ends += check(record);
        at = in.position();
        record = reader.next(in);
      }
    } catch (ProtocolException _) {
      // how a response is broken off in plain sight, as far as the socket took it
      byte[] rest = Arrays.copyOfRange(written, at, written.length);
      assertTrue(Arrays.equals(rest, new byte[rest.length]), "not FastCGI");
      assertTrue(rest.length <= 8, "something comes after the end of the connection");
      corpus.outcome(77);
    }
    return ends;
  }

  private int check(Record record) {
    return switch (record) {
      case Record.Stdout(int id, ByteBuffer content) -> {
        assertTrue(isActive(id), "STDOUT for an id that is not active: " + id);
        if (content.hasRemaining()) {
          startsWithStatus(id, content);
        }
        yield 0;
      }
      case Record.EndRequest(int id, int appStatus, int _) -> {
        assertTrue(isActive(id), "END_REQUEST for an id that is not active: " + id);
        assertTrue(talking.remove(id), "ended without a response: " + id);
        ended.merge(id, 1, Integer::sum);
        corpus.outcome(60 + appStatus);
        yield 1;
      }
      case Record.GetValuesResult _, Record.Unknown _ -> {
        corpus.outcome(70);
        yield 0;
      }
      default -> throw new AssertionError("not from a server: " + record);
    };
  }

  private boolean isActive(int id) {
    return ended.getOrDefault(id, 0) < begun.getOrDefault(id, 0);
  }

  private void startsWithStatus(int id, ByteBuffer content) {
    if (!talking.add(id)) {
      return;
    }
    // the last record may be cut: a front end went away while it was being sent
    byte[] start = new byte[Math.min(11, content.remaining())];
    content.get(content.position(), start);
    String status = new String(start, ISO_8859_1);
    assertTrue(
        status.startsWith("Status: ") || "Status: ".startsWith(status),
        "a response that begins with " + status);
    corpus.outcome(status.hashCode() % 1000);
  }
}
