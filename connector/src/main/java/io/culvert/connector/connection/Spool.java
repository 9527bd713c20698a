package io.culvert.connector.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The part of a request's body that memory does not hold: a temporary file, deleted when it is
 * closed. Written at its end, read from its start. Guarded by its body's lock.
 */
final class Spool implements AutoCloseable {
  private final FileChannel file;
  private long written;
  private long read;

  Spool() throws IOException {
    Path path = Files.createTempFile("culvert-body-", ".tmp");
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  long unread() {
    return written - read;
  }

  /** Bytes of the file. */
  long size() {
    return written;
  }

  void append(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      written += file.write(content, written);
    }
  }

  int read(ByteBuffer target) throws IOException {
    int count = file.read(target, read);
    if (count > 0) {
      read += count;
    }
    if (read == written) { // begin anew: the file must not grow to the length of the whole body
      file.truncate(0);
      read = 0;
      written = 0;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
