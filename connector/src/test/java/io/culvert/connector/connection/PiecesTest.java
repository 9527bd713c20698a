package io.culvert.connector.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private final BufferPool pool = new BufferPool(8, 8192, false);
  private final Pieces pieces = new Pieces(pool);

  @Test
  void whatIsTakenIsWhatWasAddedHoweverBothAreCut() {
    Random random = new Random(1);
    byte[] all = new byte[300_000];
    random.nextBytes(all);
    ByteBuffer source = ByteBuffer.wrap(all);
    ByteBuffer target = ByteBuffer.allocate(all.length);
    while (target.hasRemaining()) {
      int length = Math.min(random.nextInt(20_000), source.remaining());
      pieces.add(source.slice(source.position(), length));
      source.position(source.position() + length);
      target.limit(Math.min(all.length, target.position() + random.nextInt(20_000)));
      pieces.take(target);
      assertEquals(source.position() - target.position(), pieces.bytes());
      assertEquals(pieces.bytes() == 0, pieces.isEmpty());
      target.limit(all.length);
    }
    assertArrayEquals(all, target.array());
  }

  @Test
  void buffersThatHaveBeenReadServeTheNextBody() {
    ByteBuffer known = pool.acquire();
    pool.release(known);
    pieces.add(ByteBuffer.allocate(5000));
    assertNotSame(known, pool.acquire(), "it holds the body now");
    assertEquals(5000, pieces.take(ByteBuffer.allocate(9000)));
    assertSame(known, pool.acquire());
  }

  @Test
  void aBodyThatNobodyReadsGivesItsBuffersBack() {
    ByteBuffer known = pool.acquire();
    pool.release(known);
    pieces.add(ByteBuffer.allocate(5000));
    pieces.drop();
    assertTrue(pieces.isEmpty());
    assertEquals(0, pieces.bytes());
    assertSame(known, pool.acquire());
  }

  @Test
  void aShortBodyTakesNoBufferOfThePool() {
    ByteBuffer known = pool.acquire();
    pool.release(known);
    pieces.add(ByteBuffer.allocate(100));
    pieces.add(ByteBuffer.allocate(100));
    assertSame(known, pool.acquire());
  }
}
