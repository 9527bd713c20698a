package io.culvert.container.buildcache;

import io.culvert.container.buildcache.Contents.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was built, as it stands in the file beside it: one line for each thing, and a digest of all
 * these lines at the end, so that a torn manifest is known for one.
 *
 * @param key its name
 * @param subject what it was made from, for people
 * @param built when
 * @param took how long building took
 * @param contents what it consists of
 */
record Manifest(Key key, String subject, Instant built, Duration took, Contents contents) {
  private static final String FORMAT = "culvert-build 1";

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n');
    text.append("key ").append(key).append('\n');
    text.append("subject ").append(escape(subject)).append('\n');
    text.append("built ").append(built).append('\n');
    text.append("took ").append(took).append('\n');
    for (String folder : contents.folders()) {
      text.append("folder ").append(escape(folder)).append('\n');
    }
    for (Map.Entry<String, Content> each : contents.files().entrySet()) {
      Content content = each.getValue();
      text.append("file %s %d ".formatted(content.sha256(), content.bytes()));
      text.append(escape(each.getKey())).append('\n');
    }
    String end = "end " + digestOf(text.toString()) + "\n";
    Files.writeString(file, text + end, StandardOpenOption.CREATE_NEW);
  }

  /**
   * Reads what was written.
   *
   * @throws DamagedException if it is not what was written
   * @throws IOException if it cannot be read
   */
  static Manifest read(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = text.lastIndexOf("end ");
    if (end < 0 || !text.substring(end).equals("end " + digestOf(text.substring(0, end)) + "\n")) {
      throw new DamagedException("its manifest is torn or damaged");
    }
    try {
      return parse(text.substring(0, end).lines().toList());
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new DamagedException(
          "its manifest is of another version of Culvert: " + e.getMessage(), e);
    }
  }

  private static Manifest parse(List<String> lines) {
    if (!lines.getFirst().equals(FORMAT)) {
      throw new IllegalArgumentException(lines.getFirst());
    }
    SortedMap<String, Content> files = new TreeMap<>();
    SortedSet<String> folders = new TreeSet<>();
    for (String line : lines.subList(5, lines.size())) {
      if (line.startsWith("folder ")) {
        folders.add(unescape(value("folder", line)));
      } else {
        String[] parts = value("file", line).split(" ", 3);
        files.put(unescape(parts[2]), new Content(parts[0], Long.parseLong(parts[1])));
      }
    }
    return new Manifest(
        Key.parse(value("key", lines.get(1))).orElseThrow(IllegalArgumentException::new),
        unescape(value("subject", lines.get(2))),
        Instant.parse(value("built", lines.get(3))),
        Duration.parse(value("took", lines.get(4))),
        new Contents(files, folders));
  }

  private static String value(String name, String line) {
    if (!line.startsWith(name + " ")) {
      throw new IllegalArgumentException(line);
    }
    return line.substring(name.length() + 1);
  }

  private static String digestOf(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** File names may hold anything but a slash and NUL, and lines end at more than one character. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
        i += 5;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
