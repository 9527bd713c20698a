package io.culvert.container.generations;

import java.util.List;
import java.util.Optional;

/**
 * What shall run at one address.
 *
 * @param contents each version once, the one that takes new sessions first; empty if nothing shall
 *     run
 * @param held why it is not simply what lies there, in words
 */
record Wish(List<Content> contents, Optional<String> held) {
  static final Wish NOTHING = new Wish(List.of(), Optional.empty());

  Wish {
    contents = List.copyOf(contents);
  }
}
