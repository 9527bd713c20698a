package io.culvert.container.generations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What can be seen of a WAR without reading it; as long as it stays the same, so does the content.
 * Of a folder it is what lies below {@code WEB-INF} and {@code META-INF}: all else is served as it
 * is.
 *
 * @param facts size, times and number of each file, in a form that can only be compared
 */
record Stat(String facts) {
  private static final List<String> PRIVATE = List.of("WEB-INF", "META-INF");

  // the time of the last change of a file's attributes tells of those who set the other times back
  private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino";

  /**
   * Looks at a file or folder.
   *
   * @throws IOException if it isn't there, or changes while it is looked at
   */
  static Stat of(Path war) throws IOException {
    if (!Files.isDirectory(war)) {
      return new Stat(facts(war));
    }
    StringBuilder all = new StringBuilder(war.toRealPath().toString());
    for (Path file : files(war)) {
      all.append('\n').append(file).append(' ').append(facts(file));
    }
    return new Stat(Digest.ofText(all.toString()));
  }

  private static String facts(Path file) throws IOException {
    return new TreeMap<>(Files.readAttributes(file, ATTRIBUTES)).toString();
  }

  /** The files that make up the content of an exploded WAR, in a lasting order. */
  static List<Path> files(Path folder) throws IOException {
    Stream<Path> all = Stream.empty();
    for (String name : PRIVATE) {
      Path root = folder.resolve(name);
      if (Files.isDirectory(root)) {
        try (Stream<Path> walk = Files.walk(root)) {
          all = Stream.concat(all, walk.filter(Files::isRegularFile).toList().stream());
        }
      }
    }
    return all.sorted().toList();
  }
}
