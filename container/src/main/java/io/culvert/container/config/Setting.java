package io.culvert.container.config;

import java.util.List;
import java.util.Locale;

/**
 * One thing the operator can set.
 *
 * @param key its key in {@code culvert.toml}, with the table before a dot
 * @param option its option of the command line
 * @param form what a value looks like, for help texts: {@code ADDR}, {@code SIZE}
 * @param repeatable whether it takes any number of values instead of exactly one
 * @param reader makes a value of what was written
 * @param defaults what holds where nobody says anything; relative file names are relative to the
 *     installation
 * @param explanation full sentences for the operator
 */
public record Setting<T>(
    String key,
    String option,
    String form,
    boolean repeatable,
    ValueReader<T> reader,
    List<String> defaults,
    String explanation) {
  public Setting {
    defaults = List.copyOf(defaults);
  }

  static <T> Setting<T> one(
      String key, String form, ValueReader<T> reader, String defaultText, String explanation) {
    return new Setting<>(
        key, optionOf(key), form, false, reader, List.of(defaultText), explanation);
  }

  static <T> Setting<T> many(
      String key, String form, ValueReader<T> reader, List<String> defaults, String explanation) {
    return new Setting<>(key, optionOf(key), form, true, reader, defaults, explanation);
  }

  private static String optionOf(String key) {
    return "--" + key.replace('.', '-');
  }

  Setting<T> calledOnTheCommandLine(String otherOption) {
    return new Setting<>(key, otherOption, form, repeatable, reader, defaults, explanation);
  }

  /** The environment variable that says the same; several values are separated by commas. */
  public String variable() {
    return "CULVERT_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
