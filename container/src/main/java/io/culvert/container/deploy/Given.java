package io.culvert.container.deploy;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a descriptor gives: its objects answer with {@code null} where it says nothing. */
final class Given {
  private Given() {}

  static <T> Collection<T> all(@Nullable Collection<T> elements) {
    return elements == null ? List.of() : elements;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
