package io.culvert.container.frontend.check;

import java.util.List;
import java.util.Optional;

/** A value in a configuration of lighttpd. */
sealed interface LighttpdValue {
  /** A string, a number, or a word such as {@code enable}. */
  record Text(String text) implements LighttpdValue {}

  /** A list; its items may have keys. */
  record Items(List<Item> items) implements LighttpdValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An item of a list.
   *
   * @param key the empty string if it has none
   */
  record Item(Place place, String key, LighttpdValue value) {}

  /** What stands at the key in a list. */
  default Optional<Item> at(String key) {
    return items().stream().filter(item -> item.key().equals(key)).findFirst();
  }

  /** The text at the key in a list, or the empty string. */
  default String textAt(String key) {
    return at(key).map(item -> item.value().text()).orElse("");
  }

  /** The items of a list; none of a text. */
  default List<Item> items() {
    return List.of();
  }

  /** The text; empty for a list. */
  default String text() {
    return "";
  }
}
