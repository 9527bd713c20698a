package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.metadata.web.spec.AbsoluteOrderingMetaData;
import org.jboss.metadata.web.spec.OrderingElementMetaData;

/**
 * Puts the jars of {@code WEB-INF/lib} into the order in which their fragments count (Servlet 6.1
 * §8.2.2): by the {@code absolute-ordering} of {@code web.xml} if there is one, else by the {@code
 * ordering} of the fragments. Where neither decides, the order of the input stays.
 */
public final class FragmentOrder {
  private final List<Fragment> fragments;

  /**
   * Takes the jars to put into order.
   *
   * @param fragments every jar, with or without a fragment descriptor
   */
  public FragmentOrder(List<Fragment> fragments) {
    this.fragments = List.copyOf(fragments);
  }

  /**
   * The order that {@code web.xml} asks for.
   *
   * @return the jars' file names; jars that it neither names nor means by {@code others} are left
   *     out
   */
  public List<String> absolute(AbsoluteOrderingMetaData ordering) {
    Set<String> named = new LinkedHashSet<>();
    for (OrderingElementMetaData element : elements(ordering)) {
      if (!element.isOthers()) {
        named.add(element.getName());
      }
    }
    Set<String> order = new LinkedHashSet<>(); // a name's first occurrence counts
    for (OrderingElementMetaData element : elements(ordering)) {
      for (Fragment fragment : fragments) {
        boolean listed = fragment.isNamed(named);
        if (element.isOthers() ? !listed : fragment.isNamed(Set.of(element.getName()))) {
          order.add(fragment.jar());
        }
      }
    }
    return List.copyOf(order);
  }

  /**
   * The order that the fragments ask for among themselves.
   *
   * @return the file names of all jars
   * @throws DescriptorException if two fragments have one name, or if their wishes contradict each
   *     other
   */
  public List<String> relative() throws DescriptorException {
    requireDistinctNames();
    Map<Fragment, Set<Fragment>> predecessors = predecessors();
    Map<Fragment, Rank> ranks = ranks(predecessors);
    List<String> order = new ArrayList<>();
    for (Rank rank : Rank.values()) {
      List<Fragment> members = new ArrayList<>();
      for (Fragment fragment : fragments) {
        if (ranks.get(fragment) == rank) {
          members.add(fragment);
        }
      }
      for (Fragment fragment : new TopologicalSort(predecessors).sort(members)) {
        order.add(fragment.jar());
      }
    }
    return order;
  }

  /** Before, among or after "the others". */
  private enum Rank {
    FIRST,
    MIDDLE,
    LAST
  }

  private Map<Fragment, Set<Fragment>> predecessors() {
    Map<Fragment, Set<Fragment>> predecessors = new LinkedHashMap<>();
    for (Fragment later : fragments) {
      Set<Fragment> earlier = new LinkedHashSet<>();
      for (Fragment other : fragments) {
        if (other.isNamed(later.after().names()) || later.isNamed(other.before().names())) {
          earlier.add(other);
        }
      }
      predecessors.put(later, earlier);
    }
    return predecessors;
  }

  private Map<Fragment, Rank> ranks(Map<Fragment, Set<Fragment>> predecessors)
      throws DescriptorException {
    Map<Fragment, Rank> ranks = new HashMap<>();
    for (Fragment fragment : fragments) {
      ranks.put(fragment, wish(fragment));
    }
    // who must precede one of the first is a first, who must follow one of the last is a last;
    // each round settles at least one fragment, so there are no more rounds than fragments
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Fragment, Set<Fragment>> entry : predecessors.entrySet()) {
        for (Fragment earlier : entry.getValue()) {
          changed |= settle(ranks, earlier, entry.getKey());
        }
      }
    }
    return ranks;
  }

  private static boolean settle(Map<Fragment, Rank> ranks, Fragment earlier, Fragment later)
      throws DescriptorException {
    Rank before = rank(ranks, earlier);
    Rank after = rank(ranks, later);
    if (before.compareTo(after) <= 0) {
      return false;
    }
    if (before == Rank.MIDDLE) {
      ranks.put(earlier, Rank.FIRST);
    } else if (after == Rank.MIDDLE) {
      ranks.put(later, Rank.LAST);
    } else {
      throw new DescriptorException(
          "WEB-INF/lib/" + earlier.jar() + "!/META-INF/web-fragment.xml",
          "web fragments contradict each other: %s must precede %s, but comes after the others"
              .formatted(earlier.title(), later.title()));
    }
    return true;
  }

  private static Rank rank(Map<Fragment, Rank> ranks, Fragment fragment) {
    return ranks.getOrDefault(fragment, Rank.MIDDLE);
  }

  private static Rank wish(Fragment fragment) throws DescriptorException {
    if (fragment.before().others() && fragment.after().others()) {
      throw new DescriptorException(
          "WEB-INF/lib/" + fragment.jar() + "!/META-INF/web-fragment.xml",
          "the fragment wants to be both before and after the others; remove one <others/>");
    }
    if (fragment.before().others()) {
      return Rank.FIRST;
    }
    return fragment.after().others() ? Rank.LAST : Rank.MIDDLE;
  }

  private void requireDistinctNames() throws DescriptorException {
    Map<String, Fragment> byName = new HashMap<>();
    for (Fragment fragment : fragments) {
      if (fragment.name().isEmpty()) {
        continue;
      }
      Fragment other = byName.putIfAbsent(fragment.name().get(), fragment);
      if (other != null) {
        throw new DescriptorException(
            "WEB-INF/lib/" + fragment.jar() + "!/META-INF/web-fragment.xml",
            "the name '%s' is also that of WEB-INF/lib/%s; rename one, or use absolute-ordering"
                .formatted(fragment.name().get(), other.jar()));
      }
    }
  }

  private static List<OrderingElementMetaData> elements(AbsoluteOrderingMetaData ordering) {
    return ordering.getOrdering() == null ? List.of() : ordering.getOrdering();
  }
}
