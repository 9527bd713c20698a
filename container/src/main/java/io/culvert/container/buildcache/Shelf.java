package io.culvert.container.buildcache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things stand on the disk: {@code KIND/XX/DIGEST/} with a {@code manifest}, whose time of
 * modification is when it was used last, and the {@code content}. They come and go by renaming
 * whole folders, so that nobody ever sees half of one: what is not finished, or not wanted any
 * more, is in {@code transit}. Locks are the callers' business.
 */
final class Shelf {
  private static final String MANIFEST = "manifest";
  private static final String CONTENT = "content";
  private static final String TRANSIT = "transit";

  /** What backup programs take for "don't"; see the Cache Directory Tagging Specification. */
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # What Culvert builds from WARs. It may be deleted when no server runs; 'culvert cache' knows more.
      """;

  /** What is found under a key. */
  sealed interface Lookup {}

  record Found(Entry entry) implements Lookup {}

  record Missing() implements Lookup {}

  /**
   * Something that is not what was built.
   *
   * @param problem in words
   */
  record Damaged(String problem) implements Lookup {}

  private final Path root;

  private Shelf(Path root) {
    this.root = root;
  }

  static Shelf open(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Tree.makePrivate(Files.createDirectories(folder));
    } else if (Tree.isOpenToOthers(folder)) {
      throw new IOException(
          "others may write there, and would decide what servers run; 'chmod go-w' it");
    }
    Path root = folder.toRealPath();
    Files.createDirectories(root.resolve(TRANSIT));
    Path tag = root.resolve("CACHEDIR.TAG");
    if (!Files.exists(tag)) {
      Files.writeString(tag, TAG);
    }
    return new Shelf(root);
  }

  Path root() {
    return root;
  }

  private Path place(Key key) {
    return root.resolve(key.kind().toString())
        .resolve(key.digest().substring(0, 2))
        .resolve(key.digest());
  }

  /**
   * Finds and verifies, reading every byte.
   *
   * @throws IOException if it cannot be read, which is no fault of what was built: a process may
   *     have no more files to open
   */
  Lookup find(Key key) throws IOException {
    Path place = place(key);
    if (!Files.exists(place)) {
      return new Missing();
    }
    try {
      Manifest manifest = Manifest.read(place.resolve(MANIFEST));
      if (!manifest.key().equals(key)) {
        return new Damaged("it is " + manifest.key());
      }
      Path content = place.resolve(CONTENT);
      Optional<String> difference = manifest.contents().differenceTo(Contents.of(content));
      return difference.isPresent()
          ? new Damaged(difference.orElseThrow())
          : new Found(new Entry(key, content, manifest.contents()));
    } catch (NoSuchFileException e) {
      return new Damaged("'%s' is missing".formatted(place.relativize(Path.of(e.getFile()))));
    } catch (DamagedException e) {
      return new Damaged(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IOException("%s: cannot read %s: %s".formatted(root, key, Reason.of(e)), e);
    }
  }

  /** Makes a folder for something to be built in, by {@link #content}, and then published. */
  Path newTransit(Key key) throws IOException {
    Path folder = Files.createTempDirectory(root.resolve(TRANSIT), key + "-");
    Files.createDirectory(content(folder));
    return folder;
  }

  static Path content(Path transit) {
    return transit.resolve(CONTENT);
  }

  /**
   * Puts what was built in its place, where nothing is yet. Nothing waits for the disk: what a loss
   * of power tears is found by its digest.
   */
  Entry publish(Manifest manifest, Path transit) throws IOException {
    Key key = manifest.key();
    Tree.makeReadOnly(content(transit));
    Path file = transit.resolve(MANIFEST);
    manifest.write(file);
    Files.setLastModifiedTime(file, FileTime.from(manifest.built()));
    Path place = place(key);
    Files.createDirectories(place.resolveSibling("."));
    Files.move(transit, place, StandardCopyOption.ATOMIC_MOVE);
    return new Entry(key, content(place), manifest.contents());
  }

  void touch(Key key, Instant now) throws IOException {
    Files.setLastModifiedTime(place(key).resolve(MANIFEST), FileTime.from(now));
  }

  /** When it was used last, or the beginning of time if nobody can say. */
  Instant lastUsed(Key key) {
    try {
      return Files.getLastModifiedTime(place(key).resolve(MANIFEST)).toInstant();
    } catch (IOException _) {
      return Instant.EPOCH;
    }
  }

  Manifest manifest(Key key) throws IOException {
    return Manifest.read(place(key).resolve(MANIFEST));
  }

  /** Takes it away, at once and whole, and then deletes it. */
  void remove(Key key) throws IOException {
    Path transit = Files.createTempDirectory(root.resolve(TRANSIT), key + "-");
    Files.move(place(key), transit.resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
    Tree.delete(transit);
  }

  /** All that stands here, by kind and digest. */
  List<Key> keys() throws IOException {
    List<Key> keys = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Path group : Tree.children(root.resolve(kind.toString()))) {
        for (Path place : Tree.children(group)) {
          Key.parse(kind + "-" + place.getFileName()).ifPresent(keys::add);
        }
      }
    }
    return keys;
  }

  /** What is under way, or was left when a process died, with the keys it was to have. */
  List<Path> transits() throws IOException {
    return Tree.children(root.resolve(TRANSIT));
  }

  static Optional<Key> keyOf(Path transit) {
    String name = transit.getFileName().toString();
    return Key.parse(name.substring(0, Math.max(0, name.lastIndexOf('-'))));
  }

  /** The bytes on disk of what stands under a key, whatever it is worth. */
  long bytes(Key key) throws IOException {
    try (Stream<Path> files = Files.walk(place(key))) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }
}
