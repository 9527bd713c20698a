package io.culvert.container.frontend.check;

import java.util.List;

/**
 * A directive of nginx.
 *
 * @param block what stands between its braces; empty if it has none
 */
record Directive(Place place, String name, List<String> arguments, List<Directive> block) {
  Directive {
    arguments = List.copyOf(arguments);
    block = List.copyOf(block);
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /** The argument at the index, or the empty string. */
  String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }
}
