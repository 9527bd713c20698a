package io.culvert.connector.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.cgi.CgiOutcome;
import io.culvert.connector.cgi.CgiRejection;
import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.cgi.CgiRequestParser;
import io.culvert.connector.cgi.HeaderNames;
import io.culvert.connector.wire.DecodedPairs;
import io.culvert.connector.wire.MalformedPairs;
import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Records, name-value pairs and parameters from spoilt input, in one piece and in random ones.
 * Nothing but a {@link ProtocolException} is thrown, both ways come to the same, and what comes out
 * is what the types promise.
 */
class CodecFuzzTest {
  private static final int INPUTS = Integer.getInteger("culvert.fuzz.inputs", 1_000_000);
  private static final long SEED = Long.getLong("culvert.fuzz.seed", 20_252);
  private static final PairLimits LIMITS = new PairLimits(3000, 60, 1000, 30);

  private final Random random = new Random(SEED);
  private final Corpus corpus = new Corpus(random);
  private final ByteBuffer buffer = ByteBuffer.allocate(8192);
  private final NameValueDecoder decoder = new NameValueDecoder(LIMITS);
  private final CgiRequestParser<String> parser =
      new CgiRequestParser<>(new HeaderNames<>(name -> name), 20);
  private long accepted;
  private long refused;

  @Test
  @Timeout(36_000)
  void whateverComesIsReadTheSameHoweverItIsCut() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = corpus.next();
      try {
        int whole = play(input, input.length, true);
        assertEquals(whole, play(input, 1 + random.nextInt(30), false), "cut otherwise");
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "input " + i + " of seed " + SEED + ": " + HexFormat.of().formatHex(input), e);
      }
      corpus.played(input);
    }
    System.out.printf(
        "codec: %,d inputs, %,d sets of parameters taken, %,d refused, %s%n",
        INPUTS, accepted, refused, corpus);
    assertTrue(accepted > INPUTS / 100 && refused > INPUTS / 100, "the fuzz has lost its way");
  }

  /** Returns what makes two ways of reading comparable. */
  private int play(byte[] input, int most, boolean whole) {
    RecordReader reader = new RecordReader();
    Told told = new Told(whole);
    decoder.end();
    int at = 0;
    try {
      while (at < input.length) {
        int length = Math.min(input.length - at, whole ? most : 1 + random.nextInt(most));
        buffer.clear().put(input, at, length).flip();
        at += length;
        Record record = reader.next(buffer);
        while (!(record instanceof Record.Incomplete)) {
          told.add(record);
          record = reader.next(buffer);
        }
        assertFalse(buffer.hasRemaining(), "incomplete, but something is left");
      }
    } catch (ProtocolException e) {
      told.mark(String.valueOf(e.getMessage()).hashCode());
      told.outcome(99);
    }
    return told.hash;
  }

  /** What was read, as a number: pieces of a stream count by their bytes, wherever they are cut. */
  private final class Told {
    private final boolean whole;
    private int stream;
    private int hash;

    Told(boolean whole) {
      this.whole = whole;
    }

    void add(Record record) {
      switch (record) {
        case Record.Params(int id, ByteBuffer content) -> params(id, content);
        case Record.Stdin(int id, ByteBuffer content) -> piece(2, id, content);
        case Record.Data(int id, ByteBuffer content) -> piece(3, id, content);
        case Record.Stdout(int id, ByteBuffer content) -> piece(4, id, content);
        case Record.Stderr(int id, ByteBuffer content) -> piece(5, id, content);
        case Record.GetValues(int id, ByteBuffer content) -> piece(6, id, content);
        case Record.GetValuesResult(ByteBuffer content) -> piece(7, 0, content);
        case Record.AbortRequest abort -> other(8, abort);
        case Record.BeginRequest begin -> other(9 + begin.role().number(), begin);
        case Record.EndRequest end -> other(14, end);
        case Record.Unknown unknown -> other(15, unknown);
        case Record.Incomplete _ -> throw new AssertionError("not a record");
      }
    }

    private void other(int kind, Record record) {
      mark(record.hashCode());
      outcome(kind);
    }

    private void piece(int kind, int id, ByteBuffer content) {
      int of = kind << 16 | id;
      if (of != stream || !content.hasRemaining()) {
        mark(of);
        stream = content.hasRemaining() ? of : 0;
        outcome(20 + kind * 8 + Math.min(id, 3) * 2 + (content.hasRemaining() ? 1 : 0));
      }
      while (content.hasRemaining()) {
        hash = 31 * hash + content.get();
      }
    }

    private void params(int id, ByteBuffer content) {
      if (id == 1 && content.hasRemaining()) {
        decoder.append(content.duplicate());
      } else if (id == 1) {
        DecodedPairs pairs = decoder.end();
        mark(pairs instanceof NameValuePairs good ? good.toMap().hashCode() : pairs.hashCode());
        decoded(pairs);
      }
      piece(1, id, content);
    }

    private void decoded(DecodedPairs decoded) {
      switch (decoded) {
        case MalformedPairs malformed ->
            outcome(200 + malformed.problem().replaceAll("\\d+", "").hashCode() % 50);
        case NameValuePairs pairs -> {
          assertTrue(pairs.size() <= LIMITS.pairs(), "more pairs than are allowed");
          outcome(300 + pairs.size());
          if (whole) {
            parsed(parser.parse(pairs));
          }
        }
      }
    }

    private void parsed(CgiOutcome<String> outcome) {
      switch (outcome) {
        case CgiRejection<String> rejection -> {
          refused++;
          String problem = rejection.problem();
          outcome(400 + problem.substring(0, Math.min(12, problem.length())).hashCode() % 99);
        }
        case CgiRequest<String> request -> {
          accepted++;
          assertTrue(
              request.target().isAsterisk() || isCanonical(request),
              "path " + request.target().path());
          outcome(600 + request.headers().size());
        }
      }
    }

    private static boolean isCanonical(CgiRequest<String> request) {
      String path = "/" + request.target().path().canonical().substring(1) + "/";
      return !path.contains("/../") && !path.contains("/./") && !path.contains("//..");
    }

    void mark(int what) {
      hash = 31 * hash + what;
      stream = 0;
    }

    void outcome(int what) {
      if (whole) {
        corpus.outcome(what);
      }
    }
  }
}
