package io.culvert.connector.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SpoolTest {
  @Test
  void aFileThatWasReadToItsEndBeginsAnewInsteadOfGrowing() throws IOException {
    try (Spool spool = new Spool()) {
      ByteBuffer target = ByteBuffer.allocate(100);
      for (int round = 0; round < 3; round++) {
        spool.append(ByteBuffer.wrap(new byte[] {1, 2, (byte) round}));
        assertEquals(3, spool.size());
        assertEquals(3, spool.read(target.clear()));
        assertEquals(round, target.get(2));
        assertEquals(0, spool.size());
        assertEquals(0, spool.unread());
      }
    }
  }

  @Test
  void whatIsNotReadYetStays() throws IOException {
    try (Spool spool = new Spool()) {
      spool.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertEquals(2, spool.read(ByteBuffer.allocate(2)));
      spool.append(ByteBuffer.wrap(new byte[] {4}));
      assertEquals(4, spool.size());
      assertEquals(2, spool.unread());
      ByteBuffer rest = ByteBuffer.allocate(10);
      assertEquals(2, spool.read(rest));
      assertEquals(4, rest.get(1));
    }
  }
}
