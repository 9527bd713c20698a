package io.culvert.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.memory.GoldenRequest;
import io.culvert.connector.memory.MemoryLoop;
import io.culvert.connector.memory.MemorySocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** How often a connection calls the kernel, counted where it would. */
class FcgiSystemCallsTest {

  @Test
  void aSmallRequestIsOneReadAndOneWrite() throws IOException {
    MemorySocket socket = new MemorySocket(true);
    MemoryLoop loop = loop(socket);
    for (int i = 1; i <= 3; i++) {
      socket.feed(ByteBuffer.wrap(GoldenRequest.records()));
      loop.settle();
      assertEquals(i, socket.reads());
      assertEquals(i, socket.writes());
    }
    assertTrue(new String(socket.written(), ISO_8859_1).contains("Status: 200 OK\r\n\r\nhello"));
  }

  @Test
  void requestsThatCameTogetherAreReadTogether() throws IOException {
    MemorySocket socket = new MemorySocket(false);
    MemoryLoop loop = loop(socket);
    byte[] one = GoldenRequest.records();
    byte[] two = one.clone();
    socket.feed(ByteBuffer.wrap(ScriptedPeer.join(one, withId(two, 3))));
    loop.settle();
    assertEquals(1, socket.reads());
    assertEquals(2, socket.writes());
  }

  private static byte[] withId(byte[] records, int id) {
    ByteBuffer all = ByteBuffer.wrap(records);
    for (int at = 0; at < records.length; ) {
      all.putShort(at + 2, (short) id);
      at += 8 + (all.getShort(at + 4) & 0xFFFF) + (all.get(at + 6) & 0xFF);
    }
    return records;
  }

  private static MemoryLoop loop(MemorySocket socket) throws IOException {
    return new MemoryLoop(
        socket,
        MemoryLoop.usualSettings(),
        (_, response) -> ServedApplication.answer(response, "hello"),
        () -> {});
  }
}
