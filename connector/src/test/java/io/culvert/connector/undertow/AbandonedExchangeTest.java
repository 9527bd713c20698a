package io.culvert.connector.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpHandler;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AbandonedExchangeTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  @Test
  void anAbortEndsAnExchangeThatWaitsToBeDispatched() throws Exception {
    LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger completed = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    HttpHandler dispatching =
        exchange -> {
          exchange.addExchangeCompleteListener(
              (_, next) -> {
                completed.incrementAndGet();
                next.proceed();
              });
          exchange.getConnection().addCloseListener(_ -> closed.incrementAndGet());
          exchange.dispatch(waiting::add, _ -> ran.incrementAndGet());
        };
    try (ServletServer server = ServletServer.start(folder, dispatching, UndertowSettings.DEFAULT);
        ScriptedPeer peer = server.connect()) {
      byte[] whole =
          ScriptedPeer.request(
              1, true, ServletServer.params("POST", "/", Map.of(), 100), new byte[10]);
      peer.send(Arrays.copyOf(whole, whole.length - RecordWriter.HEADER_LENGTH));
      Runnable task = waiting.take();
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));
      while (server.runningRequests() > 0 || completed.get() == 0 || closed.get() == 0) {
        Thread.onSpinWait();
      }
      task.run();
    }

    assertEquals(0, ran.get());
    assertEquals(1, completed.get());
    assertEquals(1, closed.get());
  }

  @Test
  void aBufferIsUsedAgainUnlessItsRequestWasGivenUp() throws Exception {
    CompletableFuture<ByteBuffer[]> seen = new CompletableFuture<>();
    HttpHandler borrowing =
        exchange -> {
          ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
          PooledByteBuffer first = pool.allocate();
          ByteBuffer buffer = first.getBuffer();
          first.close();
          first.close();
          PooledByteBuffer second = pool.allocate();
          ByteBuffer again = second.getBuffer();
          ByteBuffer other = pool.allocate().getBuffer();
          exchange.getConnection().close();
          second.close();
          ByteBuffer afterwards = pool.allocate().getBuffer();
          seen.complete(new ByteBuffer[] {buffer, again, other, afterwards});
        };
    try (ServletServer server = ServletServer.start(folder, borrowing, UndertowSettings.DEFAULT)) {
      assertEquals(500, server.get("/").status());
    }

    ByteBuffer[] buffers = seen.get();
    assertSame(buffers[0], buffers[1]);
    assertNotSame(buffers[0], buffers[2], "a buffer that was given back twice is lent twice");
    assertNotSame(buffers[0], buffers[3]);
  }

  @Test
  void theArraysOfThePoolAreArrays() throws Exception {
    CompletableFuture<Boolean> direct = new CompletableFuture<>();
    HttpHandler borrowing =
        exchange -> {
          ByteBufferPool pool = exchange.getConnection().getByteBufferPool().getArrayBackedPool();
          try (PooledByteBuffer buffer = pool.allocate()) {
            direct.complete(pool.isDirect() || !buffer.getBuffer().hasArray());
          }
        };
    try (ServletServer server = ServletServer.start(folder, borrowing, UndertowSettings.DEFAULT)) {
      assertEquals(200, server.get("/").status());
    }

    assertFalse(direct.get());
  }
}
