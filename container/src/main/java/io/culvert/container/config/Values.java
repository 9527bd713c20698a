package io.culvert.container.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The values of settings from several sources; collects the problems it meets on the way. */
final class Values {
  private final List<Source> strongestFirst;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** Takes the sources; the last one must have a faultless value for every setting. */
  Values(List<Source> strongestFirst) {
    this.strongestFirst = List.copyOf(strongestFirst);
    strongestFirst.forEach(source -> problems.addAll(source.problems()));
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  <T> T one(Setting<T> setting) {
    return many(setting).getFirst();
  }

  /** The values in the strongest source that has any, without those that can't be read. */
  <T> List<T> many(Setting<T> setting) {
    return read(setting, strongest(setting).values(), _ -> {});
  }

  /** Whether the strongest source has an empty list. */
  boolean isEmpty(Setting<?> setting) {
    return strongest(setting).values().isEmpty();
  }

  /** Notes whatever any source says of the setting that can't be read, even if it is not used. */
  void check(Setting<?> setting) {
    for (Source source : strongestFirst) {
      Entry entry = source.values().get(setting.key());
      if (entry != null) {
        read(setting, entry.values(), problems::add);
      }
    }
  }

  private Entry strongest(Setting<?> setting) {
    return strongestFirst.stream()
        .map(source -> source.values().get(setting.key()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> read(
      Setting<T> setting, List<Written> written, Consumer<ConfigProblem> problems) {
    List<T> values = new ArrayList<>();
    for (Written one : written) {
      try {
        values.add(setting.reader().read(one));
      } catch (IllegalArgumentException e) {
        problems.accept(new ConfigProblem(one.where(), String.valueOf(e.getMessage())));
      }
    }
    return values;
  }

  /** Refuses what was read, though each value by itself can be. */
  void refuse(Setting<?> setting, String message) {
    problems.add(new ConfigProblem(strongest(setting).where(), message));
  }
}
