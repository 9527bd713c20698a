package io.culvert.container.config;

import io.culvert.container.datasource.DataSourceConfig;
import io.culvert.container.datasource.PoolLimits;
import io.culvert.container.datasource.Secret;
import io.culvert.container.datasource.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tables {@code [datasource.NAME]} of a configuration file, while it is read and afterwards.
 * Collects problems as all sources do.
 */
final class DataSourceTables {
  /** What stands in one of them; a place for each name, and the entries by their keys. */
  private static final class Table {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
  }

  private final Path file;
  private final Consumer<ConfigProblem> problems;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  DataSourceTables(Path file, Consumer<ConfigProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Whether a key of the file is one for this. */
  static boolean claims(List<String> path) {
    return path.getFirst().equals(DataSourceKeys.TABLE);
  }

  /** Takes a table that is empty. */
  void begin(List<String> path) {
    if (path.size() == 2) {
      tables.computeIfAbsent(path.get(1), _ -> new Table());
    }
  }

  /**
   * Takes one value.
   *
   * @param path the tables it stands in, and its key
   */
  void take(List<String> path, Written written) {
    if (path.size() < 3) {
      refuse(written, "is no table; write [datasource.NAME]");
      return;
    }
    Table table = tables.computeIfAbsent(path.get(1), _ -> new Table());
    String key = path.get(2);
    if (path.size() == 4 && key.equals(DataSourceKeys.PROPERTIES)) {
      table.properties.put(path.get(3), written.text());
    } else if (path.size() == 3 && keys().contains(key)) {
      table.entries.put(key, new Entry(written.where(), List.of(written)));
    } else {
      String guess =
          Suggestions.closest(key, keys()).map("; did you mean '%s'?"::formatted).orElse("");
      refuse(written, "no such key '%s'%s".formatted(key, guess));
    }
  }

  private static List<String> keys() {
    return DataSourceKeys.all().stream().map(Setting::key).toList();
  }

  /** What all of them say together, without those that have problems. */
  List<DataSourceConfig> configs() {
    List<DataSourceConfig> configs = new ArrayList<>();
    tables.forEach((name, table) -> config(name, table).ifPresent(configs::add));
    return configs;
  }

  private Optional<DataSourceConfig> config(String name, Table table) {
    Values values = new Values(List.of(new Source(table.entries, List.of()), defaults()));
    DataSourceKeys.all().forEach(values::check);
    values.problems().forEach(problems);
    String where = "%s: %s.%s".formatted(file, DataSourceKeys.TABLE, name);
    if (!values.problems().isEmpty()) {
      return Optional.empty();
    }
    if (values.one(DataSourceKeys.URL).isEmpty()) {
      problems.accept(new ConfigProblem(where, "needs a url"));
      return Optional.empty();
    }
    try {
      return Optional.of(config(name, table, values));
    } catch (IllegalArgumentException e) {
      problems.accept(new ConfigProblem(where, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static DataSourceConfig config(String name, Table table, Values values) {
    return new DataSourceConfig(
        name,
        values.one(DataSourceKeys.URL),
        values.one(DataSourceKeys.DRIVER),
        values.one(DataSourceKeys.USER),
        secret(values),
        table.properties,
        new Session(
            values.one(DataSourceKeys.READ_ONLY),
            Optional.empty(),
            given(values.one(DataSourceKeys.VALIDATION_QUERY))),
        limits(values),
        values.one(DataSourceKeys.EAGER));
  }

  private static PoolLimits limits(Values values) {
    return new PoolLimits(
        values.one(DataSourceKeys.MAX_SIZE),
        values.one(DataSourceKeys.MIN_IDLE),
        values.one(DataSourceKeys.PATIENCE),
        values.one(DataSourceKeys.IDLE),
        values.one(DataSourceKeys.MAX_LIFETIME),
        values.one(DataSourceKeys.VALIDATION),
        values.one(DataSourceKeys.LEAK));
  }

  private static Secret secret(Values values) {
    List<Secret> said = new ArrayList<>();
    given(values.one(DataSourceKeys.PASSWORD)).map(Secret.Text::new).ifPresent(said::add);
    for (Path file : values.many(DataSourceKeys.PASSWORD_FILE)) {
      said.add(new Secret.InFile(file));
    }
    given(values.one(DataSourceKeys.PASSWORD_ENV)).map(Secret.InVariable::new).ifPresent(said::add);
    if (said.size() > 1) {
      throw new IllegalArgumentException(
          "has more than one of password, password-file and password-env");
    }
    return said.isEmpty() ? Secret.NONE : said.getFirst();
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Source defaults() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Setting<?> setting : DataSourceKeys.all()) {
      entries.put(
          setting.key(), Entry.of(setting.defaults(), "default of " + setting.key(), Path.of("")));
    }
    return new Source(entries, List.of());
  }

  private void refuse(Written written, String problem) {
    problems.accept(new ConfigProblem(written.where(), problem));
  }
}
