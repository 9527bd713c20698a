package io.culvert.container.relay;

import io.culvert.connector.connection.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The body of a request as a stream that waits for what has not arrived. What is not read from it
 * stays with the front end, but for what the connector keeps anyway.
 */
final class BodyStream extends InputStream {
  private final RequestBody body;

  BodyStream(RequestBody body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return length == 0 ? 0 : body.awaitAndRead(ByteBuffer.wrap(target, offset, length));
  }
}
