package io.culvert.container.buildcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCacheTest {
  private Stock stock;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    stock = new Stock(folder.resolve("cache"));
  }

  @AfterEach
  void close() throws IOException {
    stock.close();
  }

  @Test
  void whatWasBuiltIsThereTheNextTime() throws IOException {
    Entry first = stock.shop();
    stock.reopen();
    Entry second = stock.shop();
    assertEquals(first, second);
    assertTrue(Stock.isWhole(second));
    assertEquals(1, stock.built.get());
    CacheStatistics statistics = stock.cache().statistics();
    assertEquals(1, statistics.hits());
    assertEquals(0, statistics.built());
    assertEquals(1, statistics.entries());
    assertEquals(35, statistics.bytes());
  }

  @Test
  void keysOfOtherKindsAndIngredientsAreOthers() throws IOException {
    stock.shop();
    stock.get(stock.cache(), new Key(Kind.PAGE, Stock.SHOP.digest()));
    stock.get(stock.cache(), Key.of(Kind.WAR, "sho", "p"));
    assertNotEquals(Key.of(Kind.WAR, "a", "b"), Key.of(Kind.WAR, "a1:b"));
    assertEquals(3, stock.built.get());
    assertEquals(2, stock.cache().statistics().builds().get(Kind.WAR));
    assertThrows(IllegalArgumentException.class, () -> new Key(Kind.WAR, "../../etc"));
  }

  @Test
  void theDigestsOfTheFilesAreKnown() throws IOException {
    Entry shop = stock.shop();
    Path file = shop.folder().resolve("WEB-INF/a.txt");
    assertEquals(Optional.of(Sha256.of(file)), shop.digestOf("WEB-INF/a.txt"));
    assertEquals(Optional.empty(), shop.digestOf("WEB-INF/empty"));
  }

  @Test
  void filesAreReadOnlyAndTheFolderIsClosedToOthers() throws IOException {
    Entry shop = stock.shop();
    assertEquals(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ),
        Files.getPosixFilePermissions(shop.folder().resolve("WEB-INF/a.txt")));
    assertEquals(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE),
        Files.getPosixFilePermissions(stock.folder));
  }

  @Test
  void aBuilderThatFailsLeavesNothingAndTheNextOneTriesAgain() throws IOException {
    TimeoutException failure = new TimeoutException("no time");
    TimeoutException thrown =
        assertThrows(
            TimeoutException.class,
            () ->
                stock
                    .cache()
                    .entry(
                        Stock.SHOP,
                        "shop.war",
                        folder -> {
                          Files.writeString(folder.resolve("half"), "");
                          throw failure;
                        }));
    assertEquals(failure, thrown);
    assertEquals(0, stock.unfinished());
    assertEquals(0, stock.cache().statistics().entries());
    assertEquals(1, stock.cache().statistics().failures());
    assertTrue(Stock.isWhole(stock.shop()));
  }

  @Test
  void aBuilderThatCannotWriteSaysWhatAndWhere() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                stock
                    .cache()
                    .entry(
                        Stock.SHOP,
                        "shop.war",
                        _ -> {
                          throw new IOException("No space left on device");
                        }));
    assertEquals(
        stock.folder + ": cannot build the war of shop.war: No space left on device",
        thrown.getMessage());
  }

  @Test
  void aLinkIsNotKept(@TempDir Path elsewhere) {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                stock
                    .cache()
                    .entry(
                        Stock.SHOP,
                        "shop.war",
                        folder -> Files.createSymbolicLink(folder.resolve("link"), elsewhere)));
    assertTrue(thrown.getMessage().contains("'link' is neither file nor folder"));
  }

  @Test
  void aBuilderMayAskForOthersButNotForItself() throws IOException {
    Key other = Key.of(Kind.CLASS_INDEX, "shop");
    stock.cache().entry(Stock.SHOP, "shop.war", _ -> stock.get(stock.cache(), other));
    assertEquals(1, stock.built.get());
    Key circle = Key.of(Kind.PAGE, "circle");
    assertThrows(
        IllegalStateException.class,
        () -> stock.cache().entry(circle, "a.jsp", _ -> stock.get(stock.cache(), circle)));
  }

  @Test
  void aFolderThatCannotBeUsedIsSaidSo(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    IOException thrown = assertThrows(IOException.class, () -> new Stock(file.resolve("cache")));
    assertTrue(thrown.getMessage().startsWith(file + "/cache: cannot be used as the build cache"));
  }

  @Test
  void aFolderThatOthersMayWriteToIsRefused(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
    IOException thrown = assertThrows(IOException.class, () -> new Stock(folder));
    assertTrue(thrown.getMessage().contains("others may write there"), thrown.getMessage());
  }

  @Test
  void nothingLeavesWithoutAReason() throws IOException {
    stock.shop();
    assertEquals(0, stock.cache().statistics().removed());
    assertEquals(0, stock.cache().statistics().evicted());
    assertFalse(stock.cache().statistics().removals().containsValue(1L));
    assertEquals(
        new CacheStatistics(
                0, 0, 0, 0, Map.of(), Duration.ZERO, 0, 0, Map.of(Removal.GARBAGE, 2L), 3)
            .evicted(),
        1);
  }
}
