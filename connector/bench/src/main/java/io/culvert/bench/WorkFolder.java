package io.culvert.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The run's own temporary folder: sockets, logs, nginx's files. Gone when the run is. */
final class WorkFolder implements AutoCloseable {
  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /** Makes one, readable by nobody else; its name is short, as Unix socket paths have to be. */
  static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("culvert-bench-"));
  }

  Path path() {
    return path;
  }

  /** Deletes it with all that is in it; does nothing the second time. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException | UncheckedIOException _) {
      // it is gone, or somebody else is deleting it at this moment
    }
  }
}
