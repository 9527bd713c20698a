package io.culvert.container.files;

import io.undertow.servlet.spec.ServletOutputStreamImpl;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies a file, or a part of it, into a response. It writes to the response it is given, with
 * whatever filters have wrapped around it; only a bare one may have the channel do the copying.
 */
final class FileSender {
  /** Up to here head, content and end leave together from the response's buffer. */
  private static final int SMALL_BYTES = 16 << 10;

  private FileSender() {}

  static void send(Path file, long start, long length, ServletResponse response)
      throws IOException {
    OutputStream out;
    try {
      out = response.getOutputStream();
    } catch (IllegalStateException _) {
      // included by a page that writes characters
      sendText(file, response);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(start);
      if (length > SMALL_BYTES
          && out instanceof ServletOutputStreamImpl direct
          && !(response instanceof ServletResponseWrapper)) {
        // it stops at the response's content length, which is that of the part
        direct.transferFrom(channel);
        return;
      }
      copy(Channels.newInputStream(channel), out, length);
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[(int) Math.min(SMALL_BYTES, length)];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException("the file became shorter while it was sent");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private static void sendText(Path file, ServletResponse response) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Reader reader =
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8)) {
      reader.transferTo(response.getWriter());
    }
  }
}
