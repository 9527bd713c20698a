package io.culvert.container.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that clients do through a web server: one row of the table of conformance.
 *
 * @param title of the row, in Markdown
 * @param play does it
 * @param deviations where something else than {@link #YES} is right
 */
record Scenario(String title, Play play, List<Deviation> deviations) {
  /** What comes of most scenarios: it works. */
  static final String YES = "yes";

  /** Plays a scenario. */
  @FunctionalInterface
  interface Play {
    /** What came of it, as the table says it; throws if nothing did that has a name. */
    String on(Door door) throws Exception;
  }

  /**
   * A limit of a web server.
   *
   * @param where it is met
   * @param outcome what comes of the scenario there
   * @param why the footnote
   */
  record Deviation(Set<Variant> where, String outcome, String why) {}

  static Scenario of(String title, Play play) {
    return new Scenario(title, play, List.of());
  }

  /** The same scenario with another outcome for some. */
  Scenario except(String outcome, String why, Variant... where) {
    List<Deviation> more = new ArrayList<>(deviations);
    more.add(new Deviation(Set.of(where), outcome, why));
    return new Scenario(title, play, more);
  }

  /** The same scenario with another outcome for all variants of a web server. */
  Scenario except(FrontEnd frontEnd, String outcome, String why) {
    return except(outcome, why, Variant.of(frontEnd));
  }

  String expected(Variant variant) {
    return deviation(variant).map(Deviation::outcome).orElse(YES);
  }

  /** The first that names the variant. */
  Optional<Deviation> deviation(Variant variant) {
    return deviations.stream().filter(deviation -> deviation.where().contains(variant)).findFirst();
  }
}
