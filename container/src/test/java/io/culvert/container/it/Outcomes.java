package io.culvert.container.it;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What came of the scenarios, row by row. */
final class Outcomes {
  private final Map<Scenario, Map<Variant, Set<String>>> rows = new LinkedHashMap<>();

  void add(Scenario scenario, Variant variant, String outcome) {
    row(scenario).computeIfAbsent(variant, _ -> new TreeSet<>()).add(outcome);
  }

  /** Rows of the same title are one: a scenario may be made anew for each transport. */
  private Map<Variant, Set<String>> row(Scenario scenario) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().title().equals(scenario.title()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> rows.computeIfAbsent(scenario, _ -> new EnumMap<>(Variant.class)));
  }

  /** The scenarios that were played, in order. */
  Stream<Scenario> scenarios() {
    return rows.keySet().stream();
  }

  boolean has(Scenario scenario, Variant variant) {
    return row(scenario).containsKey(variant);
  }

  /** What came of it over all transports; more than one word if that differs. */
  String of(Scenario scenario, Variant variant) {
    return String.join(" or ", row(scenario).getOrDefault(variant, Set.of("not played")));
  }

  /** Whether every web server has played every scenario. */
  boolean areComplete() {
    return rows.values().stream().allMatch(row -> row.size() == Variant.values().length);
  }
}
