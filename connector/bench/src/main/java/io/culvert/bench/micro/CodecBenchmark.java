package io.culvert.bench.micro;

import io.culvert.connector.memory.GoldenRequest;
import io.culvert.connector.wire.DecodedPairs;
import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.PairLimits;
import io.culvert.connector.wire.ProtocolException;
import io.culvert.connector.wire.ProtocolStatus;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordReader;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The wire alone: records in, parameters decoded, a response's records out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  private static final int CONTENT = 14;
  private static final byte[] HEAD_AND_CONTENT = new byte[80 + CONTENT];

  private final RecordReader reader = new RecordReader();
  private final ByteBuffer request = ByteBuffer.wrap(GoldenRequest.records());
  private final NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);
  private final ByteBuffer pairs = ByteBuffer.wrap(GoldenRequest.pairs());
  private final ByteBuffer response = ByteBuffer.allocateDirect(32 * 1024);

  /** All records of one request. */
  @Benchmark
  public int readRecords() throws ProtocolException {
    request.clear();
    int bytes = 0;
    while (request.hasRemaining()) {
      bytes +=
          switch (reader.next(request)) {
            case Record.BeginRequest begin -> begin.id();
            case Record.Params params -> params.content().remaining();
            case Record.Stdin stdin -> stdin.content().remaining();
            default -> throw new IllegalStateException("the golden request has no such record");
          };
    }
    return bytes;
  }

  /** One request's parameters, from the content of {@code PARAMS}. */
  @Benchmark
  public DecodedPairs decodePairs() {
    decoder.append(pairs.clear());
    return decoder.end();
  }

  /** A small response: head and content, the end of {@code STDOUT}, {@code END_REQUEST}. */
  @Benchmark
  public ByteBuffer writeResponse() {
    response.clear();
    RecordWriter.header(response, RecordType.STDOUT, 1, HEAD_AND_CONTENT.length);
    response.put(HEAD_AND_CONTENT);
    RecordWriter.endOfResponse(response, 1, 0, ProtocolStatus.REQUEST_COMPLETE);
    return response.flip();
  }
}
