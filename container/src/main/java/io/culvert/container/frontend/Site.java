package io.culvert.container.frontend;

import java.util.List;

/**
 * A virtual host as the front end sees it.
 *
 * @param name the host name, or the empty string for all hosts that have no site of their own
 * @param ports further ports that applications of this host are bound to
 * @param applications its applications, the longest context path first
 */
record Site(String name, List<Integer> ports, List<Application> applications) {
  Site {
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

  boolean hasFiles() {
    return applications.stream().anyMatch(app -> app.files() instanceof StaticFiles.ByFrontEnd);
  }
}
