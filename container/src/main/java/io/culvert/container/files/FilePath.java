package io.culvert.container.files;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds which file of the application a request means. */
final class FilePath {
  private FilePath() {}

  /**
   * The path below the application's root, with a slash in front.
   *
   * @return empty if a client asks for what only the application itself may have: {@code WEB-INF}
   *     and {@code META-INF} (Servlet 6.1 §10.5), in any case, since some file systems do not tell;
   *     or if the path still has dot segments
   */
  static Optional<String> of(HttpServletRequest request) {
    String path =
        request.getDispatcherType() == DispatcherType.INCLUDE
            ? included(request)
            : joined(request.getServletPath(), request.getPathInfo());
    boolean first = true;
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.empty();
      }
      if (first && isPrivate(segment) && request.getDispatcherType() == DispatcherType.REQUEST) {
        return Optional.empty();
      }
      first &= segment.isEmpty();
    }
    return Optional.of(path.startsWith("/") ? path : "/" + path);
  }

  private static boolean isPrivate(String segment) {
    return segment.equalsIgnoreCase("WEB-INF") || segment.equalsIgnoreCase("META-INF");
  }

  private static String included(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) == null) {
      return joined(request.getServletPath(), request.getPathInfo()); // a named dispatcher
    }
    return joined(
        request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH),
        request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
  }

  private static String joined(Object servletPath, Object pathInfo) {
    return (servletPath == null ? "" : servletPath.toString())
        + (pathInfo == null ? "" : pathInfo.toString());
  }
}
