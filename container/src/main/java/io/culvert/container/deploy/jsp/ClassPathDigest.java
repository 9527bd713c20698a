package io.culvert.container.deploy.jsp;

import io.culvert.container.buildcache.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the classes of an application are, as one digest: pages are compiled against them. A file is
 * read again when it has another size or time.
 */
final class ClassPathDigest {
  private record Stamp(long changed, long bytes) {}

  private record Known(Stamp stamp, String sha256) {}

  private final List<Path> path;
  private final boolean editable;
  private volatile String known = "";
  private final Map<Path, Known> files = new ConcurrentHashMap<>();

  /**
   * @param path folders and jars, in order; what is missing counts as empty
   * @param editable whether it may change
   */
  ClassPathDigest(List<Path> path, boolean editable) {
    this.editable = editable;
    this.path = List.copyOf(path);
  }

  /**
   * As it is now.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  String get() {
    if (known.isEmpty() || editable) {
      known = read();
    }
    return known;
  }

  private String read() {
    StringBuilder text = new StringBuilder();
    try {
      for (Path each : path) {
        text.append("entry\n");
        for (Map.Entry<String, Path> file : below(each).entrySet()) {
          text.append(file.getKey()).append('\0').append(digest(file.getValue())).append('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Path> below(Path root) throws IOException {
    Map<String, Path> sorted = new TreeMap<>();
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          sorted.put(root.relativize(file).toString(), file);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return sorted;
  }

  private String digest(Path file) throws IOException {
    Stamp now = new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
    Known known = files.get(file);
    if (known == null || !known.stamp().equals(now)) {
      known = new Known(now, Sha256.of(file));
      files.put(file, known);
    }
    return known.sha256();
  }
}
