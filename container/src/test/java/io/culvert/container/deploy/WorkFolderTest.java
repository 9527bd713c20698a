package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path folder;

  @Test
  void nothingIsLeftOfAClosedFolder() throws Exception {
    Path place = folder.resolve("a/work");
    try (WorkFolder work = WorkFolder.open(place)) {
      Files.writeString(work.path().resolve("left.txt"), "x");
      assertEquals("rwx--x--x", access(work.path()));
      assertEquals("rwx--x--x", access(place));
    }
    assertEquals(List.of(), content(place));
  }

  @Test
  void placeThatExistsKeepsItsPermissions() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    WorkFolder.open(folder).close();
    assertEquals("rwxr-x---", access(folder));
  }

  @Test
  void whatACrashedProcessLeftIsSwept() throws Exception {
    Files.writeString(folder.resolve("culvert-1-2-3.lock"), "");
    Path left = Files.createDirectories(folder.resolve("culvert-1-2-3/shop-1/app"));
    Files.writeString(left.resolve("index.html"), "x");
    Files.writeString(folder.resolve("mine.txt"), "not ours");
    WorkFolder.open(folder).close();
    assertEquals(List.of("mine.txt"), content(folder));
  }

  @Test
  void folderOfALivingProcessStays() throws Exception {
    Path lock = Files.writeString(folder.resolve("culvert-1-2-3.lock"), "");
    Path living = Files.createDirectories(folder.resolve("culvert-1-2-3"));
    Process holder = holderOf(lock);
    try {
      WorkFolder.open(folder).close();
      assertTrue(Files.exists(living));
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    WorkFolder.open(folder).close();
    assertFalse(Files.exists(living));
  }

  @Test
  void serversOfOneProcessDoNotSweepEachOther() throws Exception {
    try (WorkFolder one = WorkFolder.open(folder);
        WorkFolder other = WorkFolder.open(folder)) {
      assertNotEquals(one.path(), other.path());
      assertTrue(Files.isDirectory(one.path()));
      try (WorkFolder third = WorkFolder.open(folder)) {
        assertTrue(Files.isDirectory(third.path()));
      }
      assertTrue(Files.isDirectory(one.path()));
      assertTrue(Files.isDirectory(other.path()));
    }
  }

  @Test
  void placeThatIsAFileIsToldWithItsName() throws Exception {
    Path file = Files.writeString(folder.resolve("work"), "");
    IOException e = assertThrows(IOException.class, () -> WorkFolder.open(file));
    assertTrue(e.getMessage().startsWith(file + ": cannot be used as the work folder: "), "" + e);
  }

  /** Another process that holds the lock; it says so by its first line. */
  private static Process holderOf(Path lock) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                lock.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("locked", process.inputReader().readLine());
    return process;
  }

  /** The other process. */
  static final class LockHolder {
    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.out.println(channel.lock().isValid() ? "locked" : "not locked");
        System.out.flush();
        System.in.read(); // until it is destroyed
      }
    }
  }

  private static List<String> content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String access(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
