package io.culvert.container.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What one source says of one setting.
 *
 * @param where the place, as {@link ConfigProblem#where} names it
 * @param values as they were written; none where a list was written that is empty
 */
record Entry(String where, List<Written> values) {
  Entry {
    values = List.copyOf(values);
  }

  /** Values that all stand at the same place. */
  static Entry of(List<String> texts, String where, Path folder) {
    return new Entry(where, texts.stream().map(text -> new Written(text, where, folder)).toList());
  }
}
