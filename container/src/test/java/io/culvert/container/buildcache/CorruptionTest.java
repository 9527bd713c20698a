package io.culvert.container.buildcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to files of the cache, what was not built is never served. */
class CorruptionTest {
  enum Fault {
    ONE_BIT_FLIPPED {
      @Override
      void strike(Entry entry) throws IOException {
        try (RandomAccessFile file = file(entry)) {
          byte old = file.readByte();
          file.seek(0);
          file.writeByte(old ^ 1);
        }
      }
    },
    TRUNCATED {
      @Override
      void strike(Entry entry) throws IOException {
        try (RandomAccessFile file = file(entry)) {
          file.setLength(file.length() - 1);
        }
      }
    },
    MISSING {
      @Override
      void strike(Entry entry) throws IOException {
        Files.delete(entry.folder().resolve("WEB-INF/a.txt"));
      }
    },
    FOLDER_MISSING {
      @Override
      void strike(Entry entry) throws IOException {
        Files.delete(entry.folder().resolve("WEB-INF/empty"));
      }
    },
    ADDED {
      @Override
      void strike(Entry entry) throws IOException {
        Files.writeString(entry.folder().resolve("WEB-INF/b.txt"), "");
      }
    },
    REPLACED_BY_A_LINK {
      @Override
      void strike(Entry entry) throws IOException {
        Path file = entry.folder().resolve("WEB-INF/a.txt");
        Path copy = Files.copy(file, entry.folder().resolveSibling("copy"));
        Files.delete(file);
        Files.createSymbolicLink(file, copy);
      }
    },
    MANIFEST_TORN {
      @Override
      void strike(Entry entry) throws IOException {
        Path manifest = entry.folder().resolveSibling("manifest");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, text.length() / 2));
      }
    },
    MANIFEST_EMPTY {
      @Override
      void strike(Entry entry) throws IOException {
        Files.writeString(entry.folder().resolveSibling("manifest"), "");
      }
    },
    MANIFEST_MISSING {
      @Override
      void strike(Entry entry) throws IOException {
        Files.delete(entry.folder().resolveSibling("manifest"));
      }
    },
    MANIFEST_OF_SOMETHING_ELSE {
      @Override
      void strike(Entry entry) throws IOException {
        Path manifest = entry.folder().resolveSibling("manifest");
        Manifest own = Manifest.read(manifest);
        Files.delete(manifest);
        Key other = Key.of(Kind.WAR, "another");
        new Manifest(other, own.subject(), own.built(), own.took(), own.contents()).write(manifest);
      }
    },
    MANIFEST_OF_ANOTHER_VERSION {
      @Override
      void strike(Entry entry) throws IOException {
        String text = "culvert-build 2\n";
        String end = "end " + Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(entry.folder().resolveSibling("manifest"), text + end + "\n");
      }
    };

    abstract void strike(Entry entry) throws IOException;

    private static RandomAccessFile file(Entry entry) throws IOException {
      return new RandomAccessFile(Stock.openForDamage(entry).toFile(), "rw");
    }
  }

  /** A process that has no more files to open is no reason to build all anew. */
  @Test
  void whatCannotBeReadJustNowIsNotThrownAway(@TempDir Path folder) throws IOException {
    try (Stock stock = new Stock(folder)) {
      Path manifest = stock.shop().folder().resolveSibling("manifest");
      Path away = Files.move(manifest, folder.resolve("away"));
      Files.createDirectory(manifest); // which even root cannot read
      IOException failed = assertThrows(IOException.class, stock::shop);
      assertTrue(failed.getMessage().contains("cannot read " + Stock.SHOP), failed.getMessage());
      assertEquals(1, stock.cache().verify().size());
      Files.delete(manifest);
      Files.move(away, manifest);
      assertTrue(Stock.isWhole(stock.shop()));
      assertEquals(1, stock.built.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundAndBuiltAnew(Fault fault, @TempDir Path folder) throws IOException {
    try (Stock stock = new Stock(folder)) {
      fault.strike(stock.shop());
      List<Damage> damages = stock.cache().verify();
      assertEquals(List.of(Stock.SHOP), damages.stream().map(Damage::key).toList());
      stock.reopen();
      assertTrue(Stock.isWhole(stock.shop()));
      assertEquals(2, stock.built.get());
      CacheStatistics statistics = stock.cache().statistics();
      assertEquals(1, statistics.removals().get(Removal.CORRUPT));
      assertEquals(0, statistics.evicted());
      assertEquals(List.of(), stock.cache().verify());
    }
  }
}
