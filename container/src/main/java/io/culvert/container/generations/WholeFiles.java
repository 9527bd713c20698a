package io.culvert.container.generations;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Files that appear whole or not at all, whatever becomes of the process, the disk or the power.
 *
 * @param folder where; other processes may put files there, too
 */
record WholeFiles(Path folder) {
  private static final String UNFINISHED = ".unfinished";

  /** No copy takes so long; who has begun it is dead. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** Writes a file, and says how it is to be called; nothing if it is not wanted after all. */
  @FunctionalInterface
  interface Writing {
    Optional<String> to(OutputStream out) throws IOException;
  }

  void put(Writing writing) throws IOException {
    Path unfinished = Files.createTempFile(folder, "new", UNFINISHED);
    try {
      Optional<String> name = write(unfinished, writing);
      if (name.isPresent()) {
        Files.move(unfinished, folder.resolve(name.get()), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static Optional<String> write(Path unfinished, Writing writing) throws IOException {
    try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
      Optional<String> name = writing.to(out);
      out.getFD().sync(); // a new name may otherwise reach the disk before what it names
      return name;
    }
  }

  /** Deletes what processes had not finished when they died. */
  void tidy() throws IOException {
    Instant dead = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(dead)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException _) {
      // another process has just finished one; the rest is for the next time
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
