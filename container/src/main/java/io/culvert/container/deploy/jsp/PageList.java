package io.culvert.container.deploy.jsp;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the pages of an application: those of the WAR, those in the {@code META-INF/resources} of
 * its jars, and those that only other pages and servlets can reach.
 */
final class PageList {
  private static final Set<String> WITHOUT_PAGES =
      Set.of("/META-INF/", "/WEB-INF/classes/", "/WEB-INF/lib/", "/WEB-INF/tags/");

  /** One page and the servlet that serves it. */
  record Page(String path, PageServlet servlet) {}

  private final ServletContext context;
  private final List<PageServlet> servlets;
  private final Set<String> endings;

  PageList(ServletContext context, List<PageServlet> servlets) {
    this.context = context;
    this.servlets = List.copyOf(servlets);
    this.endings =
        servlets.stream()
            .flatMap(servlet -> servlet.endings().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All pages, by path. */
  List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    addFrom("/", pages);
    return pages;
  }

  private void addFrom(String folder, List<Page> pages) {
    Set<String> paths = context.getResourcePaths(folder);
    if (paths == null) {
      return;
    }
    for (String path : new TreeSet<>(paths)) {
      if (!path.endsWith("/")) {
        servletOf(path).ifPresent(servlet -> pages.add(new Page(path, servlet)));
      } else if (!WITHOUT_PAGES.contains(path)) {
        addFrom(path, pages);
      }
    }
  }

  private Optional<PageServlet> servletOf(String path) {
    return servlets.stream().filter(servlet -> servlet.serves(path, endings)).findFirst();
  }
}
