package io.culvert.connector.client;

import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.culvert.connector.wire.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** Writes one request: its beginning, its parameters, its body. */
final class RequestSender {
  static final int REQUEST_ID = 1;
  private static final int MAX_CONTENT = 32 * 1024;

  /** The body's source failed, not the connection. */
  static final class UnreadableBody extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableBody(IOException cause) {
      super("the request body can't be read: " + cause.getMessage(), cause);
    }
  }

  private final WritableByteChannel channel;
  private final byte[] params;
  private final InputStream body;
  private final boolean keepConnection;

  RequestSender(WritableByteChannel channel, ClientRequest request) {
    this.channel = channel;
    this.params = encoded(request.params().entrySet(), StandardCharsets.UTF_8);
    this.body = request.body();
    this.keepConnection = request.keepConnection();
  }

  RequestSender(WritableByteChannel channel, ForwardedRequest request) {
    this.channel = channel;
    this.params = encoded(request.params(), StandardCharsets.ISO_8859_1);
    this.body = request.body().orElseGet(InputStream::nullInputStream);
    this.keepConnection = true;
  }

  void sendHead() throws IOException {
    int records = 2 + params.length / MAX_CONTENT + 1;
    ByteBuffer out = ByteBuffer.allocate(params.length + (records + 1) * 16);
    RecordWriter.beginRequest(out, REQUEST_ID, Role.RESPONDER, keepConnection);
    for (int from = 0; from < params.length; from += MAX_CONTENT) {
      int length = Math.min(MAX_CONTENT, params.length - from);
      RecordWriter.header(out, RecordType.PARAMS, REQUEST_ID, length);
      out.put(params, from, length);
    }
    RecordWriter.header(out, RecordType.PARAMS, REQUEST_ID, 0);
    writeAll(out.flip());
  }

  void sendBody() throws IOException {
    byte[] piece = new byte[MAX_CONTENT];
    ByteBuffer out = ByteBuffer.allocate(MAX_CONTENT + RecordWriter.HEADER_LENGTH);
    for (int length = read(body, piece); length >= 0; length = read(body, piece)) {
      if (length > 0) { // an empty record would be the end of the body
        RecordWriter.header(out.clear(), RecordType.STDIN, REQUEST_ID, length);
        writeAll(out.put(piece, 0, length).flip());
      }
    }
    RecordWriter.header(out.clear(), RecordType.STDIN, REQUEST_ID, 0);
    writeAll(out.flip());
  }

  private static int read(InputStream body, byte[] piece) throws UnreadableBody {
    try {
      return body.read(piece);
    } catch (IOException e) {
      throw new UnreadableBody(e);
    }
  }

  private static byte[] encoded(Collection<Map.Entry<String, String>> params, Charset charset) {
    int most = Math.round(charset.newEncoder().maxBytesPerChar());
    int room =
        params.stream()
            .mapToInt(param -> 8 + most * (param.getKey().length() + param.getValue().length()))
            .sum();
    ByteBuffer out = ByteBuffer.allocate(room);
    params.forEach(
        param ->
            RecordWriter.pair(
                out, param.getKey().getBytes(charset), param.getValue().getBytes(charset)));
    byte[] content = new byte[out.flip().remaining()];
    out.get(content);
    return content;
  }

  private void writeAll(ByteBuffer out) throws IOException {
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
