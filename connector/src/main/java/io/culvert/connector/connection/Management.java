package io.culvert.connector.connection;

import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.ProtocolStatus;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** Answers records that are about the connection and not about a request (§4). */
final class Management {
  private static final PairLimits QUESTIONS = new PairLimits(65_535, 256, 256, 100);

  private final Outbox outbox;
  private final Map<String, String> values;

  Management(Outbox outbox, Limits limits) {
    this.outbox = outbox;
    this.values =
        Map.of(
            "FCGI_MAX_CONNS", Integer.toString(limits.connections()),
            "FCGI_MAX_REQS", Integer.toString(limits.requestsPerConnection()),
            "FCGI_MPXS_CONNS", "1");
  }

  /** Says the values that were asked for and are known, each once. */
  void answer(Record.GetValues question) {
    if (question.id() != 0) {
      unknownType(RecordType.GET_VALUES);
      return;
    }
    NameValueDecoder decoder = new NameValueDecoder(QUESTIONS);
    decoder.append(question.content());
    if (!(decoder.end() instanceof NameValuePairs asked)) {
      return;
    }
    send(
        out -> {
          out.position(RecordWriter.HEADER_LENGTH);
          values.forEach(
              (name, value) -> {
                if (asks(asked, name)) {
                  RecordWriter.pair(out, bytes(name), bytes(value));
                }
              });
          int length = out.position() - RecordWriter.HEADER_LENGTH;
          RecordWriter.header(out, 0, RecordType.GET_VALUES_RESULT, 0, length);
        });
  }

  private static boolean asks(NameValuePairs asked, String name) {
    for (int i = 0; i < asked.size(); i++) {
      if (asked.name(i).equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Says that a management record's type is not known (§4.2). */
  void unknownType(int type) {
    if (type != RecordType.UNKNOWN_TYPE) {
      send(out -> RecordWriter.unknownType(out, type));
    }
  }

  /** Ends a request whose response is not whole. */
  void endFailed(int id) {
    send(out -> RecordWriter.endRequest(out, id, 1, ProtocolStatus.REQUEST_COMPLETE));
  }

  private void send(Consumer<ByteBuffer> record) {
    ByteBuffer out = outbox.buffer();
    record.accept(out);
    synchronized (outbox) {
      try {
        outbox.send(out.flip());
      } catch (IOException _) {
        // the loop closes the connection
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
