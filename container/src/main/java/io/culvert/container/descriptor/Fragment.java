package io.culvert.container.descriptor;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.metadata.web.spec.OrderingElementMetaData;
import org.jboss.metadata.web.spec.RelativeOrderingMetaData;
import org.jboss.metadata.web.spec.WebFragmentMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A jar of {@code WEB-INF/lib} as ordering sees it (Servlet 6.1 §8.2.2).
 *
 * @param jar its file name
 * @param name the name its {@code web-fragment.xml} gives it, if any
 * @param before the names it wants to precede
 * @param after the names it wants to follow
 */
public record Fragment(String jar, Optional<String> name, Names before, Names after) {

  /** The names in a {@code before} or {@code after}, and whether {@code others} is among them. */
  public record Names(Set<String> names, boolean others) {
    static final Names NONE = new Names(Set.of(), false);

    public Names {
      names = Set.copyOf(names);
    }

    private static Names of(@Nullable RelativeOrderingMetaData ordering) {
      if (ordering == null || ordering.getOrdering() == null) {
        return NONE;
      }
      Set<String> names = new LinkedHashSet<>();
      boolean others = false;
      for (OrderingElementMetaData element : ordering.getOrdering()) {
        if (element.isOthers()) {
          others = true;
        } else {
          names.add(element.getName());
        }
      }
      return new Names(names, others);
    }
  }

  /**
   * Takes from a fragment descriptor what ordering needs.
   *
   * @param descriptor its {@code web-fragment.xml}, or {@code null} for a jar that has none
   */
  public static Fragment of(String jar, @Nullable WebFragmentMetaData descriptor) {
    if (descriptor == null) {
      return new Fragment(jar, Optional.empty(), Names.NONE, Names.NONE);
    }
    Optional<String> name = Optional.ofNullable(descriptor.getName()).filter(n -> !n.isBlank());
    if (descriptor.getOrdering() == null) {
      return new Fragment(jar, name, Names.NONE, Names.NONE);
    }
    return new Fragment(
        jar,
        name,
        Names.of(descriptor.getOrdering().getBefore()),
        Names.of(descriptor.getOrdering().getAfter()));
  }

  boolean isNamed(Set<String> names) {
    return name.isPresent() && names.contains(name.get());
  }

  /** How messages call it: its name if it has one, and its file. */
  String title() {
    return name.map(n -> "'%s' (WEB-INF/lib/%s)".formatted(n, jar)).orElse("WEB-INF/lib/" + jar);
  }
}
