package io.culvert.container.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
final class Suggestions {
  private Suggestions() {}

  /** The known name that takes the fewest typing errors, if that few are likely. */
  static Optional<String> closest(String typed, Collection<String> known) {
    int likely = Math.max(1, typed.length() / 4);
    return known.stream()
        .filter(name -> distance(typed, name) <= likely)
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** Letters to insert, delete or replace (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[to.length()];
  }
}
