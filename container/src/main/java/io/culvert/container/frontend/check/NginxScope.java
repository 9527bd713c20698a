package io.culvert.container.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of nginx and the blocks around it, from which it inherits.
 *
 * @param path the blocks, the innermost first; the last stands for the whole file
 */
record NginxScope(List<Directive> path) {
  NginxScope {
    path = List.copyOf(path);
  }

  /** All blocks of a configuration, the first being the file itself. */
  static List<NginxScope> all(Directive file) {
    List<NginxScope> all = new ArrayList<>();
    collect(new NginxScope(List.of(file)), all);
    return all;
  }

  private static void collect(NginxScope scope, List<NginxScope> all) {
    all.add(scope);
    for (Directive inner : scope.block().block()) {
      if (!inner.block().isEmpty()) {
        collect(
            new NginxScope(Stream.concat(Stream.of(inner), scope.path().stream()).toList()), all);
      }
    }
  }

  Directive block() {
    return path.getFirst();
  }

  /** The directives of a name in this very block. */
  List<Directive> own(String name) {
    return block().block().stream().filter(directive -> directive.is(name)).toList();
  }

  /** The directives of a name that hold here: nginx inherits all of a block or none. */
  List<Directive> effective(String name) {
    return path.stream()
        .map(outer -> outer.block().stream().filter(inner -> inner.is(name)).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The last directive of a name that holds here. */
  Optional<Directive> last(String name) {
    List<Directive> all = effective(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Whether a directive that is on or off is on here. */
  boolean isOn(String name) {
    return last(name).filter(directive -> directive.argument(0).equals("on")).isPresent();
  }

  /** The enclosing block of a name, such as {@code server}. */
  Optional<Directive> enclosing(String name) {
    return path.stream().filter(outer -> outer.is(name)).findFirst();
  }

  /** Whether it is a location for PHP, which is no business of Culvert. */
  boolean isForPhp() {
    return enclosing("location")
        .filter(location -> String.join(" ", location.arguments()).contains(".php"))
        .isPresent();
  }
}
