package io.culvert.container.frontend;

import java.util.List;
import java.util.stream.Stream;

/**
 * A virtual host as the front end sees it.
 *
 * @param name the host name, or the empty string for all hosts that have no site of their own
 * @param aliases what else the host is called
 * @param ports further ports that applications of this host are bound to
 * @param applications its applications, the longest context path first
 */
record Site(
    String name, List<String> aliases, List<Integer> ports, List<Application> applications) {
  Site {
    aliases = List.copyOf(aliases);
    ports = List.copyOf(ports);
    applications = List.copyOf(applications);
  }

  /**
   * An application of the site.
   *
   * @param contextPath the empty string for the root
   * @param files who answers for its static files
   */
  record Application(String contextPath, StaticFiles files) {}

  /** All that the host is called, its own name first; nothing for the site of all other hosts. */
  List<String> names() {
    return name.isEmpty() ? List.of() : Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  boolean hasFiles() {
    return applications.stream().anyMatch(app -> app.files() instanceof StaticFiles.ByFrontEnd);
  }
}
