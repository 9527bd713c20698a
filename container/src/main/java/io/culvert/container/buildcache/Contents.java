package io.culvert.container.buildcache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a folder, byte by byte.
 *
 * @param files every file below it, by its path relative to the folder, with slashes
 * @param folders every folder below it, likewise
 */
public record Contents(SortedMap<String, Content> files, SortedSet<String> folders) {
  public Contents {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
  }

  /**
   * What is in a file.
   *
   * @param sha256 its digest, as lower-case hex
   * @param bytes its size
   */
  public record Content(String sha256, long bytes) {}

  /**
   * Reads a folder.
   *
   * @throws DamagedException if it has something that is neither file nor folder
   * @throws IOException if it cannot be read
   */
  static Contents of(Path root) throws IOException {
    SortedSet<String> folders = new TreeSet<>();
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(root, new Listing(root, folders, files));
    SortedMap<String, Content> contents = new TreeMap<>();
    for (Path file : files) {
      contents.put(name(root, file), new Content(Sha256.of(file), Files.size(file)));
    }
    return new Contents(contents, folders);
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString();
  }

  /** The size of all files together. */
  long bytes() {
    return files.values().stream().mapToLong(Content::bytes).sum();
  }

  /** In words, the first thing in which a folder differs from this; empty if there is none. */
  Optional<String> differenceTo(Contents found) {
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Content content = found.files.get(file.getKey());
      if (content == null) {
        return Optional.of("'%s' is missing".formatted(file.getKey()));
      }
      if (!content.equals(file.getValue())) {
        return Optional.of(
            "'%s' is not what was built (%d bytes, were %d)"
                .formatted(file.getKey(), content.bytes(), file.getValue().bytes()));
      }
    }
    for (String file : found.files.keySet()) {
      if (!files.containsKey(file)) {
        return Optional.of("'%s' was added".formatted(file));
      }
    }
    return folders.equals(found.folders) ? Optional.empty() : Optional.of("its folders differ");
  }

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedSet<String> folders;
    private final List<Path> files;

    Listing(Path root, SortedSet<String> folders, List<Path> files) {
      this.root = root;
      this.folders = folders;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root)) {
        folders.add(name(root, folder));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()) {
        throw new DamagedException("'%s' is neither file nor folder".formatted(name(root, file)));
      }
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
