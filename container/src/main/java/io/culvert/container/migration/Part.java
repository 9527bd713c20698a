package io.culvert.container.migration;

import java.util.Collection;
import java.util.List;

/**
 * The part of a WAR that comes from one place.
 *
 * @param place the folder or jar, relative to the WAR
 * @param api what it refers to
 * @param javax the classes and pages that refer to {@code javax.servlet}, by name
 * @param deaf whether it asks to be started by {@code javax.servlet.ServletContainerInitializer},
 *     which no server of today does
 */
record Part(String place, ServletApi api, List<String> javax, boolean deaf) {
  /** Where references were seen. */
  String evidence() {
    return "%s (%s)".formatted(place, some(javax));
  }

  /** One to look at, and how many there are. */
  static String some(Collection<String> names) {
    String first = names.iterator().next();
    return names.size() == 1 ? first : "%s and %d more".formatted(first, names.size() - 1);
  }
}
