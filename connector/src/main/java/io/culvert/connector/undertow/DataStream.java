package io.culvert.connector.undertow;

import io.culvert.connector.connection.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A Filter's file as an application reads it. A file that is shorter than declared ends with an
 * exception, never as if it were whole; what is longer is cut off. For one thread at a time.
 */
final class DataStream extends InputStream {
  private final RequestBody data;
  private final long length;
  private long left;

  DataStream(RequestBody data, long length) {
    this.data = data;
    this.length = length;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int most) throws IOException {
    Objects.checkFromIndexSize(offset, most, target.length);
    if (most == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, (int) Math.min(most, left));
    int count = data.awaitAndRead(buffer);
    if (count < 0) {
      throw new IOException(
          "the file to be filtered ended after %d of %d bytes".formatted(length - left, length));
    }
    left -= count;
    return count;
  }

  /** Throws away what is still to come. */
  @Override
  public void close() {
    data.discard();
  }
}
