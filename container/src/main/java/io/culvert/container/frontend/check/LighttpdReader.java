package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration of lighttpd with all it includes, but for what it would have to run. */
final class LighttpdReader {
  private final Sources sources;
  private final List<LighttpdSetting> settings = new ArrayList<>();
  private final List<Finding> missing = new ArrayList<>();
  private final Map<String, LighttpdValue> variables = new HashMap<>();

  LighttpdReader(Sources sources) {
    this.sources = sources;
  }

  /** The settings of the file, in their order. */
  List<LighttpdSetting> read(Path file) throws UnreadableException {
    read(file, 0, List.of());
    return List.copyOf(settings);
  }

  /** Includes that led nowhere. */
  List<Finding> missing() {
    return missing;
  }

  private void read(Path file, int depth, List<String> conditions) throws UnreadableException {
    if (depth > Sources.DEPTH) {
      throw new UnreadableException(file + ": files include each other too deeply");
    }
    LighttpdCursor cursor =
        new LighttpdCursor(file, LighttpdTokens.of(file, sources.read(file)), variables);
    statements(cursor, depth, conditions);
    if (!cursor.isAtEnd()) {
      throw cursor.unexpected();
    }
  }

  private void statements(LighttpdCursor cursor, int depth, List<String> conditions)
      throws UnreadableException {
    if (conditions.size() > Sources.DEPTH) {
      throw cursor.unexpected();
    }
    while (!cursor.isAtEnd() && !cursor.sees("}")) {
      Place place = cursor.place();
      String word = cursor.word();
      switch (word) {
        case "include" -> include(place, cursor.value().text(), depth, conditions);
        case "include_shell" -> notRun(place, cursor.value().text());
        case "else", "elseif", "elsif", "global" -> conditional(word, cursor, depth, conditions);
        default -> {
          if (word.startsWith("$")) {
            conditional(word, cursor, depth, conditions);
          } else {
            assignment(place, word, cursor, conditions);
          }
        }
      }
    }
  }

  private void assignment(Place place, String key, LighttpdCursor cursor, List<String> conditions)
      throws UnreadableException {
    if (!cursor.skip("=") && !cursor.skip("+=") && !cursor.skip(":=")) {
      throw cursor.unexpected();
    }
    LighttpdValue value = cursor.value();
    variables.put(key, value);
    settings.add(new LighttpdSetting(place, key, value, conditions));
  }

  /** Everything up to the brace is the condition. */
  private void conditional(String first, LighttpdCursor cursor, int depth, List<String> conditions)
      throws UnreadableException {
    String condition = first + cursor.upTo("{");
    List<String> inner = new ArrayList<>(conditions);
    inner.add(condition);
    statements(cursor, depth, inner);
    if (!cursor.skip("}")) {
      throw cursor.unexpected();
    }
  }

  private void include(Place place, String pattern, int depth, List<String> conditions)
      throws UnreadableException {
    List<Path> files = sources.matching(place, pattern);
    for (Path included : files) {
      read(included, depth + 1, conditions);
    }
    if (files.isEmpty() && !pattern.contains("*")) {
      missing.add(
          new Finding(
              place,
              Severity.WARNING,
              "'%s' is not there, so what it says is not known".formatted(pattern),
              "include with a full path, or run the check where the file is"));
    }
  }

  private void notRun(Place place, String command) {
    missing.add(
        new Finding(
            place, Severity.NOTE, "what '%s' would print is not looked at".formatted(command), ""));
  }
}
