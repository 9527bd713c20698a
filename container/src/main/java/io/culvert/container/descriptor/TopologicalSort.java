package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts fragments so that each comes after its predecessors, and else leaves them as they are. */
final class TopologicalSort {
  private final Map<Fragment, Set<Fragment>> predecessors;

  TopologicalSort(Map<Fragment, Set<Fragment>> predecessors) {
    this.predecessors = predecessors;
  }

  /**
   * @param members the fragments to sort; predecessors that are not among them do not matter
   * @throws DescriptorException if some of them wait for each other in a circle
   */
  List<Fragment> sort(List<Fragment> members) throws DescriptorException {
    Set<Fragment> waiting = new LinkedHashSet<>(members);
    List<Fragment> sorted = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Fragment next = null;
      for (Fragment candidate : waiting) {
        if (isReady(candidate, waiting)) {
          next = candidate;
          break;
        }
      }
      if (next == null) {
        throw circle(waiting);
      }
      waiting.remove(next);
      sorted.add(next);
    }
    return sorted;
  }

  private boolean isReady(Fragment candidate, Set<Fragment> waiting) {
    for (Fragment predecessor : predecessorsOf(candidate)) {
      if (waiting.contains(predecessor)) {
        return false;
      }
    }
    return true;
  }

  /** Walks back from any waiting fragment until it meets itself, which is the circle to report. */
  private DescriptorException circle(Set<Fragment> waiting) {
    LinkedHashSet<Fragment> path = new LinkedHashSet<>();
    Fragment at = waiting.iterator().next();
    while (path.add(at)) {
      for (Fragment predecessor : predecessorsOf(at)) {
        if (waiting.contains(predecessor)) {
          at = predecessor;
          break;
        }
      }
    }
    Fragment start = at;
    String circle =
        path.stream()
            .dropWhile(f -> !f.equals(start))
            .map(Fragment::title)
            .collect(Collectors.joining(" after "));
    return new DescriptorException(
        "WEB-INF/lib/" + start.jar() + "!/META-INF/web-fragment.xml",
        "web fragments wait for each other in a circle: " + circle + " after " + start.title());
  }

  private Set<Fragment> predecessorsOf(Fragment fragment) {
    return predecessors.getOrDefault(fragment, Set.of());
  }
}
