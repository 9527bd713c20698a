package io.culvert.container.it;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/front-ends/conformance.md}. */
final class ConformancePage {
  private static final String INTRODUCTION =
      """
      # What works through which web server

      Every cell of this table is a test: a real web server, started before a real Culvert, and a client that does what the
      row says. `MatrixIT` plays all of them over TCP and over Unix sockets, which makes no difference anywhere, and fails
      if this page says anything else. The versions are those of Debian 12: nginx 1.22, lighttpd 1.4.69, Apache httpd 2.4,
      HAProxy 2.6, Caddy 2.6. How they are configured is told on their own pages beside this one; where a variant of that
      makes a difference the cell names it.

      """;

  private final Outcomes outcomes;
  private final List<String> notes = new ArrayList<>();

  ConformancePage(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  String render() {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(table(outcomes)).append('\n');
    for (int note = 0; note < notes.size(); note++) {
      page.append(note + 1).append(". ").append(notes.get(note)).append('\n');
    }
    return page.append(variants()).toString();
  }

  private String table(Outcomes outcomes) {
    StringBuilder table =
        new StringBuilder(row("", Stream.of(FrontEnd.values()).map(FrontEnd::title)));
    table.append("|").append("---|".repeat(1 + FrontEnd.values().length)).append('\n');
    outcomes
        .scenarios()
        .forEach(
            scenario ->
                table.append(
                    row(
                        scenario.title(),
                        Stream.of(FrontEnd.values())
                            .map(frontEnd -> cell(outcomes, scenario, frontEnd)))));
    return table.toString();
  }

  private static String row(String title, Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| " + title + " | ", " |\n"));
  }

  /** What most variants come to, then the others by name. */
  private String cell(Outcomes outcomes, Scenario scenario, FrontEnd frontEnd) {
    Map<String, List<Variant>> groups = new LinkedHashMap<>();
    for (Variant variant : Variant.of(frontEnd)) {
      if (outcomes.has(scenario, variant)) {
        groups
            .computeIfAbsent(outcome(outcomes, scenario, variant), _ -> new ArrayList<>())
            .add(variant);
      }
    }
    List<Map.Entry<String, List<Variant>>> biggestFirst =
        groups.entrySet().stream()
            .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
            .toList();
    return Stream.concat(
            biggestFirst.stream().limit(1).map(Map.Entry::getKey),
            biggestFirst.stream().skip(1).map(ConformancePage::named))
        .collect(Collectors.joining("; "));
  }

  private static String named(Map.Entry<String, List<Variant>> group) {
    return group.getValue().stream().map(Variant::title).collect(Collectors.joining(", "))
        + ": "
        + group.getKey();
  }

  private String outcome(Outcomes outcomes, Scenario scenario, Variant variant) {
    String outcome = outcomes.of(scenario, variant);
    return scenario
        .deviation(variant)
        .filter(deviation -> deviation.outcome().equals(outcome))
        .map(deviation -> outcome + note(deviation.why()))
        .orElse(outcome);
  }

  private String note(String why) {
    if (!notes.contains(why)) {
      notes.add(why);
    }
    return " <sup>" + (notes.indexOf(why) + 1) + "</sup>";
  }

  private static String variants() {
    return Stream.of(FrontEnd.values())
        .map(
            frontEnd ->
                Stream.of(Variant.of(frontEnd))
                    .map(Variant::title)
                    .collect(Collectors.joining(", ", "- " + frontEnd.title() + ": ", "\n")))
        .collect(Collectors.joining("", "\n## The variants\n\n", ""));
  }
}
