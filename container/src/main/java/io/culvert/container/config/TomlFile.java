package io.culvert.container.config;

import io.culvert.container.datasource.DataSourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads one {@code culvert.toml}; relative file names in it are relative to its folder. */
final class TomlFile {
  private final Path file;
  private final Path folder;
  private final List<String> lines;
  private final Map<String, Entry> values = new LinkedHashMap<>();
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final DataSourceTables dataSources;

  private TomlFile(Path file, String text) {
    this.file = file;
    this.dataSources = new DataSourceTables(file, problems::add);
    this.lines = text.lines().toList();
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? file.toAbsolutePath() : parent;
  }

  static Source read(Path file) {
    try {
      String text = Files.readString(file);
      TomlFile reading = new TomlFile(file, text);
      reading.take(Toml.parse(text));
      List<DataSourceConfig> dataSources = reading.dataSources.configs();
      return new Source(reading.values, reading.problems, dataSources);
    } catch (IOException e) {
      var problem = new ConfigProblem(file.toString(), "can't be read: " + reason(e));
      return new Source(Map.of(), List.of(problem));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  private void take(TomlParseResult toml) {
    toml.errors()
        .forEach(
            error -> problems.add(problem(error.position(), String.valueOf(error.getMessage()))));
    for (List<String> path : toml.keyPathSet(true)) {
      Object value = toml.get(path);
      TomlPosition position = toml.inputPositionOf(path);
      if (value == null || position == null) {
        continue;
      }
      if (DataSourceTables.claims(path)) {
        takeOfDataSource(path, value, position);
      } else {
        take(String.join(".", path), value, position);
      }
    }
  }

  private void takeOfDataSource(List<String> path, Object value, TomlPosition position) {
    String where = where(position.line(), String.join(".", path));
    switch (value) {
      case TomlTable table when path.size() < 4 -> {
        if (table.isEmpty()) {
          dataSources.begin(path);
        }
      }
      case String text -> dataSources.take(path, new Written(text, where, folder));
      case Long number -> dataSources.take(path, new Written(number.toString(), where, folder));
      case Boolean flag -> dataSources.take(path, new Written(flag.toString(), where, folder));
      default -> problems.add(new ConfigProblem(where, "expected one value"));
    }
  }

  private void take(String key, Object value, TomlPosition position) {
    for (Setting<?> setting : Settings.ofFile()) {
      if (setting.key().equals(key)) {
        takeValue(setting, value, position);
        return;
      }
    }
    boolean isKnownTable =
        Settings.ofFile().stream().anyMatch(setting -> setting.key().startsWith(key + "."));
    if (value instanceof TomlTable table) {
      if (table.isEmpty() && !isKnownTable) {
        problems.add(problem(position, "no such table '%s'".formatted(key)));
      }
      return; // its keys come by themselves
    }
    List<String> known = Settings.ofFile().stream().map(Setting::key).toList();
    String guess = Suggestions.closest(key, known).map(" did you mean '%s'?"::formatted).orElse("");
    String what =
        isKnownTable ? "'%s' is a table".formatted(key) : "no such key '%s'".formatted(key);
    problems.add(problem(position, what + (guess.isEmpty() ? "" : ";" + guess)));
  }

  private void takeValue(Setting<?> setting, Object value, TomlPosition position) {
    List<Written> texts = new ArrayList<>();
    if (value instanceof TomlArray array && setting.repeatable()) {
      for (int i = 0; i < array.size(); i++) {
        takeText(setting, array.get(i), lineOfItem(array.inputPositionOf(i)), texts);
      }
    } else {
      takeText(setting, value, position.line(), texts);
    }
    values.put(setting.key(), new Entry(where(position.line(), setting.key()), texts));
  }

  private void takeText(Setting<?> setting, Object value, int line, List<Written> texts) {
    String where = where(line, setting.key());
    switch (value) {
      case String text -> texts.add(new Written(text, where, folder));
      case Long number -> texts.add(new Written(number.toString(), where, folder));
      case Boolean flag -> texts.add(new Written(flag.toString(), where, folder));
      default -> {
        String expected = setting.repeatable() ? "a list of strings" : "one value";
        problems.add(
            new ConfigProblem(where, "expected %s (%s)".formatted(expected, setting.form())));
      }
    }
  }

  /**
   * The parser counts the line breaks and comments before an item of a list to the item. After a
   * syntax error its positions may lie outside of the text.
   */
  private int lineOfItem(TomlPosition position) {
    int column = position.column() - 1;
    for (int line = position.line(); line <= lines.size(); line++) {
      String text = lines.get(line - 1);
      String rest = text.substring(Math.min(column, text.length())).stripLeading();
      if (!rest.isEmpty() && !rest.startsWith("#")) {
        return line;
      }
      column = 0;
    }
    return position.line();
  }

  private ConfigProblem problem(TomlPosition position, String message) {
    return new ConfigProblem(file + ":" + position.line(), message);
  }

  private String where(int line, String key) {
    return "%s:%d: %s".formatted(file, line, key);
  }
}
