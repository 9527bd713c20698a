package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.channels.Channels;

@Timeout(60)
class FileTransferTest {
  private static final int SIZE = 200_000;

  @TempDir Path folder;

  /** While a file is on its way, other requests take every buffer that has become free. */
  @Test
  void aFilesBytesAreItsOwnThoughTheHeadsBufferServesAnotherResponseByThen() throws Exception {
    byte[] content = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      content[i] = (byte) ('0' + i % 10);
    }
    Path file = Files.write(folder.resolve("file"), content);
    try (ServletServer server =
        ServletServer.start(folder, exchange -> send(file, exchange), UndertowSettings.DEFAULT)) {
      assertEquals(new String(content, ISO_8859_1), server.get("/file").body());
    }
  }

  private static void send(Path file, HttpServerExchange exchange) throws IOException {
    List<PooledByteBuffer> taken = new ArrayList<>();
    try (FileChannel real = FileChannel.open(file)) {
      FileChannel channel = mock(FileChannel.class, delegatesTo(real));
      doAnswer(
              read -> {
                taken.add(exchange.getConnection().getByteBufferPool().allocate());
                return real.read(read.<ByteBuffer>getArgument(0), read.<Long>getArgument(1));
              })
          .when(channel)
          .read(any(ByteBuffer.class), anyLong());
      exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, Long.toString(SIZE));
      Channels.transferBlocking(exchange.getResponseChannel(), channel, 0, SIZE);
      exchange.endExchange();
    } finally {
      taken.forEach(PooledByteBuffer::close);
    }
  }
}
