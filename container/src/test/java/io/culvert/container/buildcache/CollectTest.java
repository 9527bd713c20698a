package io.culvert.container.buildcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectTest {
  private static final Key BLOG = Key.of(Kind.WAR, "blog");

  private Stock stock;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    stock = new Stock(folder);
  }

  @AfterEach
  void close() throws IOException {
    stock.close();
  }

  @Test
  void whatNobodyAskedForSinceThenGoes() throws IOException {
    Entry shop = stock.shop();
    stock.reopen();
    stock.pass(Duration.ofDays(20));
    stock.get(stock.cache(), BLOG);
    stock.reopen();
    Collected collected = stock.cache().collect(stock.now().minus(Duration.ofDays(10)));
    assertEquals(1, collected.entries());
    assertEquals(1, collected.kept());
    assertTrue(collected.bytes() > 35);
    assertFalse(Files.exists(shop.folder()));
    assertEquals(1, stock.cache().statistics().removals().get(Removal.GARBAGE));
    assertEquals(List.of(BLOG), stock.cache().list().stream().map(Listed::key).toList());
  }

  @Test
  void whatWasAskedForAgainStays() throws IOException {
    stock.shop();
    stock.reopen();
    stock.pass(Duration.ofDays(20));
    stock.shop();
    stock.reopen();
    assertEquals(0, stock.cache().collect(stock.now().minus(Duration.ofDays(10))).entries());
  }

  @Test
  void whatIsInUseStaysHoweverOldItIs() throws IOException {
    try (Lease lease = stock.cache().lease()) {
      stock.get(lease, Stock.SHOP);
      stock.get(lease, Stock.SHOP);
      stock.pass(Duration.ofDays(1000));
      assertEquals(0, stock.cache().collect(stock.now()).entries());
      assertEquals(0, stock.cache().clear().entries());
      assertTrue(stock.cache().list().getFirst().inUse());
    }
    assertFalse(stock.cache().list().getFirst().inUse());
    assertEquals(0, stock.cache().collect(stock.now()).entries(), "it was used until now");
    stock.pass(Duration.ofDays(1));
    assertEquals(1, stock.cache().collect(stock.now()).entries());
  }

  @Test
  void whatAnotherProcessIsJustTakingUpIsNotAskedFor() throws IOException {
    stock.shop();
    stock.reopen();
    assertFalse(stock.cache().list().getFirst().inUse());
    try (KeyLocks another = KeyLocks.open(stock.folder.resolve("building.lock"));
        KeyLocks.Held _ = another.lock(Stock.SHOP, KeyLocks.Mode.SHARED)) {
      assertTrue(stock.cache().list().getFirst().inUse());
    }
  }

  @Test
  void whatWasUsedForLongIsKeptForLongAfterwards() throws IOException {
    stock.shop();
    stock.pass(Duration.ofDays(1000));
    stock.reopen();
    stock.pass(Duration.ofDays(9));
    assertEquals(0, stock.cache().collect(stock.now().minus(Duration.ofDays(10))).entries());
    stock.pass(Duration.ofDays(2));
    assertEquals(1, stock.cache().collect(stock.now().minus(Duration.ofDays(10))).entries());
  }

  @Test
  void whatIsGoneWhenItIsGivenBackIsNobodysConcern() throws IOException {
    try (Lease lease = stock.cache().lease()) {
      Tree.delete(stock.get(lease, Stock.SHOP).folder().resolveSibling(".").normalize());
    }
    assertEquals(List.of(), stock.cache().list());
  }

  @Test
  void whatTwoUseStaysUntilBothHaveGone() throws IOException {
    Lease first = stock.cache().lease();
    Lease second = stock.cache().lease();
    stock.get(first, Stock.SHOP);
    stock.get(second, Stock.SHOP);
    first.close();
    first.close();
    assertEquals(0, stock.cache().clear().entries());
    second.close();
    assertEquals(1, stock.cache().clear().entries());
    assertEquals(1, stock.cache().statistics().removals().get(Removal.OPERATOR));
  }

  @Test
  void whatIsBeingBuiltIsNotSweptAndWhatWasLeftIs() throws IOException {
    Path left = stock.folder.resolve("transit/" + BLOG + "-123");
    Files.createDirectories(left.resolve("content"));
    stock
        .cache()
        .entry(
            Stock.SHOP,
            "shop.war",
            folder -> {
              stock.cache().collect(stock.now());
              stock.build(folder);
            });
    assertFalse(Files.exists(left));
    assertTrue(Stock.isWhole(stock.shop()));
  }
}
