package io.culvert.connector.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BufferPoolTest {
  @Test
  void aThreadGetsBackTheBufferThatItGave() {
    BufferPool pool = new BufferPool(64, 100, true);
    ByteBuffer buffer = pool.acquire();
    buffer.putLong(1).flip();
    pool.release(buffer);

    ByteBuffer again = pool.acquire();

    assertSame(buffer, again);
    assertEquals(100, again.remaining());
  }

  @Test
  void aBufferIsLentToOneAtATime() {
    BufferPool pool = new BufferPool(64, 100, true);
    ByteBuffer buffer = pool.acquire();
    pool.release(buffer);

    assertNotSame(pool.acquire(), pool.acquire());
  }

  @Test
  void moreBuffersThanSlotsAreLetGo() {
    BufferPool pool = new BufferPool(8, 100, false);
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      taken.add(pool.acquire());
    }
    taken.forEach(pool::release);

    Set<ByteBuffer> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(taken);
    int kept = 0;
    for (int i = 0; i < 20; i++) {
      kept += known.contains(pool.acquire()) ? 1 : 0;
    }
    assertEquals(8, kept);
  }

  @Test
  void whatAnotherThreadGaveBackIsUsedAgain() throws InterruptedException {
    BufferPool pool = new BufferPool(512, 100, false);
    Set<ByteBuffer> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 100; i++) {
      known.add(pool.acquire());
    }
    Thread.ofPlatform().start(() -> known.forEach(pool::release)).join();

    for (int i = 0; i < 100; i++) {
      assertTrue(known.contains(pool.acquire()), "buffer " + i);
    }
  }

  @Test
  void threadsNeverShareABuffer() throws Exception {
    BufferPool pool = new BufferPool(16, 8, true);
    Callable<Boolean> work =
        () -> {
          long mark = Thread.currentThread().threadId();
          boolean alone = true;
          for (int i = 0; i < 20_000; i++) {
            ByteBuffer buffer = pool.acquire();
            buffer.putLong(0, mark);
            Thread.onSpinWait();
            alone &= buffer.getLong(0) == mark;
            pool.release(buffer);
          }
          return alone;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> alone : threads.invokeAll(Collections.nCopies(4, work))) {
        assertTrue(alone.get());
      }
    }
  }

  @Test
  void theNumberOfSlotsIsAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> new BufferPool(100, 8, true));
  }
}
