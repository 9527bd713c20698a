package io.culvert.container.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped configuration file and the documentation of the settings follow from the table of
 * settings. Where they don't, what they should be is left in {@code target/}, to be copied.
 */
final class ShippedFilesTest {
  private static final Path CONFIGURATION = Path.of("src/main/dist/conf/culvert.toml");
  private static final String DATA_SOURCE =
      """

      # Databases: a table for each, with its driver's jar in drivers/. For example:
      #
      #   [datasource.shop]
      #   url = "jdbc:postgresql://localhost/shop"
      #   user = "shop"
      #   password-file = "shop.password"
      #   max-size = 10
      """;

  private static final Path DOCUMENTATION = Path.of("../docs/configuration.md");

  @Test
  void theShippedFileExplainsEverySetting() throws IOException {
    assertSame(CONFIGURATION, configurationFile());
  }

  @Test
  void theDocumentationExplainsEverySetting() throws IOException {
    assertSame(DOCUMENTATION, documentation());
  }

  @Test
  void theShippedFileWithoutItsCommentSignsSaysTheDefaults(@TempDir Path home) throws IOException {
    String commented = Files.readString(CONFIGURATION);
    String active =
        Pattern.compile("^#([a-z\\[])", Pattern.MULTILINE).matcher(commented).replaceAll("$1");
    Files.createDirectories(home.resolve("conf"));
    ConfigLoader loader = new ConfigLoader(home, home, Map.of());
    ConfigResult untouched = loader.load(Source.NONE, Source.NONE);

    Files.writeString(home.resolve("conf/culvert.toml"), active);

    assertEquals(
        assertInstanceOf(ConfigResult.Ok.class, untouched), loader.load(Source.NONE, Source.NONE));
    assertEquals(
        Settings.ofFile().stream().map(Setting::key).toList(),
        TomlFile.read(home.resolve("conf/culvert.toml")).values().keySet().stream()
            .sorted(Comparator.comparingInt(keys()::indexOf))
            .toList());
  }

  private static List<String> keys() {
    return Settings.ofFile().stream().map(Setting::key).toList();
  }

  private static void assertSame(Path file, String expected) throws IOException {
    String actual = Files.exists(file) ? Files.readString(file) : "";
    if (!actual.equals(expected)) {
      Path proposal = Path.of("target").resolve(file.getFileName());
      Files.writeString(proposal, expected);
      assertEquals(expected, actual, "copy %s over %s".formatted(proposal, file));
    }
  }

  private static String configurationFile() {
    StringBuilder out =
        new StringBuilder(
            """
            # Culvert's configuration. Every setting is here with its default; to change it, take the
            # sign '#' off its line and off the [table] it stands in. Options of the command line and the environment beat this file:
            # 'culvert run --help' names them. File names are relative to the folder of this file.
            # Sizes are written 512B, 64KiB, 10MiB, 1GiB; times 500ms, 10s, 5m, 1h.
            """);
    String table = "";
    for (Setting<?> setting : Settings.ofFile()) {
      int dot = setting.key().indexOf('.');
      String in = dot < 0 ? "" : setting.key().substring(0, dot);
      out.append('\n');
      if (!in.equals(table)) {
        out.append("#[%s]\n\n".formatted(in));
        table = in;
      }
      wrap(setting.explanation(), 94).forEach(line -> out.append("# ").append(line).append('\n'));
      out.append("#%s = %s\n".formatted(setting.key().substring(dot + 1), toml(setting)));
    }
    return out.append(DATA_SOURCE).toString();
  }

  private static String toml(Setting<?> setting) {
    // the file lies one folder below the installation
    boolean isFolder = setting.form().equals("DIR");
    List<String> values =
        setting.defaults().stream()
            .map(value -> isFolder ? "../" + value : value.replaceFirst("^conf/", ""))
            .map(value -> value.matches("[0-9]+|true|false") ? value : "\"" + value + "\"")
            .toList();
    return setting.repeatable() ? "[" + String.join(", ", values) + "]" : values.getFirst();
  }

  private static String documentation() {
    StringBuilder out =
        new StringBuilder(
            """
            # Configuration

            Every setting can be written in `conf/culvert.toml`, in the environment and on the command
            line of `culvert run`. The command line beats the environment, which beats the file, which
            beats the default, setting by setting. All problems are reported at once, each with its
            place (`culvert.toml:12: limits.running: 'many' is no whole number`), and nothing is
            started then.

            In the file a name before a dot is a table: `limits.running = 100` is the same as
            `running = 100` below `[limits]`. Settings marked with … take any number of values: a list
            in the file, commas in the environment, the option several times on the command line.
            Relative file names are relative to the folder of the file, or to the current folder in
            the environment and on the command line; those of defaults, to the installation. Sizes are
            written `512B`, `64KiB`, `10MiB`, `1GiB`; times `500ms`, `10s`, `5m`, `1h`.

            | file | environment | command line | default | meaning |
            |---|---|---|---|---|
            """);
    for (Setting<?> setting : Settings.ofLaunch()) {
      out.append(
          "| %s | `%s` | `%s %s`%s | %s | %s |\n"
              .formatted(
                  setting.equals(Settings.CONFIG) ? "–" : "`" + setting.key() + "`",
                  setting.variable(),
                  setting.option(),
                  setting.form(),
                  setting.repeatable() ? " …" : "",
                  setting.defaults().isEmpty()
                      ? "–"
                      : "`" + String.join("`, `", setting.defaults()) + "`",
                  setting.explanation()));
    }
    return out.append(dataSources()).toString();
  }

  private static String dataSources() {
    StringBuilder out =
        new StringBuilder(
            """

            ## Data sources

            A table `[datasource.NAME]` of the file describes a pool of database connections; there may be any number of them, and there is
            no option or variable for it. What it says in its table `properties` is told to the driver.
            [Names, injection, and databases](datasources.md) explains what applications see of it.

            | key | default | meaning |
            |---|---|---|
            """);
    for (Setting<?> setting : DataSourceKeys.all()) {
      String defaults = String.join("", setting.defaults());
      out.append(
          "| `%s` %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.form(),
                  defaults.isEmpty() ? "–" : "`" + defaults + "`",
                  setting.explanation()));
    }
    return out.toString();
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
