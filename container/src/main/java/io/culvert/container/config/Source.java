package io.culvert.container.config;

import io.culvert.container.datasource.DataSourceConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One place where settings were written.
 *
 * @param values what was written there by the key of the setting
 * @param problems what was written there and is no setting at all
 * @param dataSources the data sources that are described there
 */
public record Source(
    Map<String, Entry> values, List<ConfigProblem> problems, List<DataSourceConfig> dataSources) {
  /** Says nothing. */
  public static final Source NONE = new Source(Map.of(), List.of());

  /** What the FastCGI specification (§3.2) calls the list of web servers that may connect. */
  private static final String FCGI_WEB_SERVER_ADDRS = "FCGI_WEB_SERVER_ADDRS";

  public Source {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
    dataSources = List.copyOf(dataSources);
  }

  /** Describes no data sources. */
  Source(Map<String, Entry> values, List<ConfigProblem> problems) {
    this(values, problems, List.of());
  }

  /**
   * The options of a command line.
   *
   * @param options the values of the options that were given, by {@link Setting#option}
   * @param folder the current folder
   */
  public static Source commandLine(Map<String, List<String>> options, Path folder) {
    Map<String, Entry> values = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ofLaunch()) {
      List<String> texts = options.getOrDefault(setting.option(), List.of());
      if (!texts.isEmpty()) {
        values.put(setting.key(), Entry.of(texts, setting.option(), folder));
      }
    }
    return new Source(values, List.of());
  }

  /** A listening socket that was handed over as standard input (FastCGI §2.2). */
  public static Source inheritedSocket(Path folder) {
    return new Source(
        Map.of(Settings.LISTEN.key(), Entry.of(List.of("fd:0"), "standard input", folder)),
        List.of());
  }

  /**
   * The environment of the process. A variable whose name is nearly that of a setting is a problem;
   * others are nobody's business, even if they begin with {@code CULVERT_}.
   *
   * @param folder the current folder
   */
  static Source environment(Map<String, String> environment, Path folder) {
    Map<String, Entry> values = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ofLaunch()) {
      String text = environment.get(setting.variable());
      if (text != null) {
        List<String> texts = setting.repeatable() ? commaSeparated(text) : List.of(text.strip());
        values.put(setting.key(), Entry.of(texts, setting.variable(), folder));
      }
    }
    String webServers = environment.get(FCGI_WEB_SERVER_ADDRS);
    if (webServers != null) {
      values.putIfAbsent(
          Settings.WEB_SERVERS.key(),
          Entry.of(commaSeparated(webServers), FCGI_WEB_SERVER_ADDRS, folder));
    }
    List<ConfigProblem> problems = new ArrayList<>(mistypedVariables(environment.keySet()));
    for (String variable : List.of(FCGI_WEB_SERVER_ADDRS, Settings.WEB_SERVERS.variable())) {
      String text = environment.get(variable);
      if (text != null && commaSeparated(text).isEmpty()) {
        // an empty list lets everybody in, also where the file names some
        problems.add(
            new ConfigProblem(
                variable, "names no address; unset it if every front end may connect"));
      }
    }
    return new Source(values, problems);
  }

  private static List<ConfigProblem> mistypedVariables(Set<String> variables) {
    List<String> known = Settings.ofLaunch().stream().map(Setting::variable).toList();
    List<ConfigProblem> problems = new ArrayList<>();
    for (String variable : variables) {
      if (variable.startsWith("CULVERT_") && !known.contains(variable)) {
        known.stream()
            .filter(name -> Suggestions.distance(variable, name) <= 2)
            .findFirst()
            .map(name -> "no such variable; did you mean %s?".formatted(name))
            .ifPresent(message -> problems.add(new ConfigProblem(variable, message)));
      }
    }
    return problems;
  }

  /** What holds where nobody says anything. */
  static Source defaults(Path home) {
    Map<String, Entry> values = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ofLaunch()) {
      values.put(setting.key(), Entry.of(setting.defaults(), "default of " + setting.key(), home));
    }
    return new Source(values, List.of());
  }

  private static List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
