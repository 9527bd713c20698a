package io.culvert.container.frontend.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The files of a configuration, within bounds that no honest one comes near. */
final class Sources {
  /** How deep files may include each other. */
  static final int DEPTH = 16;

  private static final int FILES = 1000;
  private static final int BYTES = 4 << 20;

  private final List<Path> folders;
  private int files;
  private int bytes;

  /**
   * The files that a main file leads to.
   *
   * @param folders where relative names are looked for, the first that has them wins
   */
  Sources(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** A file's content, one character for each byte. */
  String read(Path file) throws UnreadableException {
    if (++files > FILES) {
      throw new UnreadableException("%s: more than %d files are included".formatted(file, FILES));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(BYTES - bytes + 1);
      bytes += content.length;
      if (bytes > BYTES) {
        throw new UnreadableException(
            "%s: the configuration is larger than %d bytes".formatted(file, BYTES));
      }
      String text = new String(content, StandardCharsets.ISO_8859_1);
      if (text.indexOf('\0') >= 0) {
        throw new UnreadableException(file + ": this is no text");
      }
      return text;
    } catch (IOException e) {
      throw new UnreadableException("%s: can't be read: %s".formatted(file, e));
    }
  }

  /** The files that an include means, sorted; none if there are none. */
  List<Path> matching(Place place, String pattern) throws UnreadableException {
    try {
      if (Path.of(pattern).isAbsolute()) {
        return glob(Path.of(pattern));
      }
      for (Path folder : folders) {
        List<Path> found = glob(folder.resolve(pattern));
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new UnreadableException(place, "'%s' is no file name".formatted(pattern));
    } catch (IOException e) {
      throw new UnreadableException(place, "can't look for '%s': %s".formatted(pattern, e));
    }
  }

  /** Wildcards only in the last part, as in all configurations one meets. */
  private static List<Path> glob(Path path) throws IOException {
    Path folder = path.getParent();
    Path name = path.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, name.toString())) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          found.add(entry);
        }
      }
    }
    return found.stream().sorted().toList();
  }
}
