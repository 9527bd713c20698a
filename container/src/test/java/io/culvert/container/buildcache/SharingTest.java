package io.culvert.container.buildcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cache, asked by many threads. */
class SharingTest {
  private static final int THREADS = 16;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private Stock stock;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    stock = new Stock(folder);
  }

  @AfterEach
  void close() throws IOException {
    threads.close();
    stock.close();
  }

  @Test
  void threadsThatAskAtOnceGetWhatOneOfThemBuilds() throws Exception {
    CountDownLatch all = new CountDownLatch(THREADS);
    Callable<Entry> asking =
        () -> {
          all.countDown();
          all.await();
          return stock.shop();
        };
    List<Future<Entry>> asked = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      asked.add(threads.submit(asking));
    }
    for (Future<Entry> each : asked) {
      assertTrue(Stock.isWhole(each.get()));
    }
    assertEquals(1, stock.built.get());
    assertEquals(THREADS - 1, stock.cache().statistics().hits());
    assertEquals(0, stock.cache().statistics().waits(), "those were threads, not processes");
  }

  @Test
  void whatIsBuiltHoldsUpNothingElse() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Entry> slow = buildSlowly(building, goOn);
    building.await();
    assertTrue(Stock.isWhole(stock.get(stock.cache(), Key.of(Kind.WAR, "blog"))));
    assertEquals(1, stock.unfinished(), "the other is still being built");
    goOn.countDown();
    assertTrue(Stock.isWhole(slow.get()));
  }

  @Test
  void whoIsInterruptedWhileHeWaitsHasSpoiltNothing() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Entry> slow = buildSlowly(building, goOn);
    building.await();
    Future<Entry> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              return stock.shop();
            });
    ExecutionException thrown = assertThrows(ExecutionException.class, interrupted::get);
    assertTrue(thrown.getCause() instanceof InterruptedIOException, "" + thrown.getCause());
    goOn.countDown();
    assertTrue(Stock.isWhole(slow.get()));
    assertTrue(Stock.isWhole(stock.shop()));
    assertEquals(1, stock.built.get());
  }

  /** Begins to build, and ends when told to. */
  private Future<Entry> buildSlowly(CountDownLatch building, CountDownLatch goOn) {
    return threads.submit(
        () ->
            stock
                .cache()
                .entry(
                    Stock.SHOP,
                    "shop.war",
                    folder -> {
                      building.countDown();
                      goOn.await();
                      stock.build(folder);
                    }));
  }
}
