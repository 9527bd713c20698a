package io.culvert.container.environment;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a descriptor declares: its objects answer with {@code null} where it says nothing. */
final class Declared {
  private Declared() {}

  static <T> Collection<T> all(@Nullable Collection<T> elements) {
    return elements == null ? List.of() : elements;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
