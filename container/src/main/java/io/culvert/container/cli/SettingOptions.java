package io.culvert.container.cli;

import io.culvert.container.config.ConfigLoader;
import io.culvert.container.config.ConfigProblem;
import io.culvert.container.config.ConfigResult;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Source;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that follow from the table of settings, and the configuration that follows from them.
 */
final class SettingOptions {
  private final Surroundings surroundings;

  SettingOptions(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Adds an option for each of the settings to a command.
   *
   * @param explained which of them its help explains; the others are understood all the same
   */
  static void addTo(
      CommandSpec command, List<Setting<?>> settings, Predicate<Setting<?>> explained) {
    for (Setting<?> setting : settings) {
      OptionSpec.Builder option =
          OptionSpec.builder(setting.option())
              .paramLabel(setting.form())
              .hidden(!explained.test(setting))
              .description(description(setting));
      command.addOption(
          setting.repeatable()
              ? option.arity("1").type(List.class).auxiliaryTypes(String.class).build()
              : option.arity("1").type(String.class).build());
    }
  }

  private static String description(Setting<?> setting) {
    String defaults =
        setting.defaults().isEmpty()
            ? ""
            : " Default: " + String.join(", ", setting.defaults()) + ".";
    String text =
        "%s%s Environment: %s.".formatted(setting.explanation(), defaults, setting.variable());
    return text.replace("%", "%%").replace("@|", "@ |");
  }

  /**
   * The configuration that a command was given.
   *
   * @param fallback beats only the defaults
   * @return nothing if it has problems; they are reported then
   */
  Optional<ServerConfig> load(ParseResult parsed, Source fallback) {
    Map<String, List<String>> given = new HashMap<>();
    for (OptionSpec option : parsed.matchedOptionsSet()) {
      given.put(option.longestName(), option.originalStringValues());
    }
    Surroundings.Folders folders = surroundings.folders();
    ConfigResult result =
        new ConfigLoader(folders.home(), folders.current(), surroundings.environment())
            .load(Source.commandLine(given, folders.current()), fallback);
    return switch (result) {
      case ConfigResult.Ok ok -> Optional.of(ok.config());
      case ConfigResult.Bad bad -> {
        report(bad.problems());
        yield Optional.empty();
      }
    };
  }

  private void report(List<ConfigProblem> problems) {
    PrintWriter err = surroundings.streams().errWriter();
    problems.forEach(err::println);
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    err.println(
        surroundings
            .streams()
            .style()
            .bad("The configuration has " + count + "; nothing is started."));
  }
}
