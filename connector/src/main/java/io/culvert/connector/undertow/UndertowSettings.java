package io.culvert.connector.undertow;

import java.util.Set;

/**
 * What the bridge may be told.
 *
 * @param maxEntitySize the longest request body that is accepted, in bytes; 0 for no limit. A
 *     longer {@code Content-Length} is answered with 413 before any application sees it; a
 *     servlet's own multipart limit can only be lower
 * @param maxHeaders the most header fields of a request
 * @param maxParameters the most query or form parameters of a request
 * @param requestAttributes FastCGI parameters that become request attributes of the same name. May
 *     not name what servlets or Undertow keep in attributes themselves
 * @param roles what servlets are asked to be besides Responders
 * @param ioThreads threads on which the callbacks of {@code ReadListener}s and {@code
 *     WriteListener}s run, and asynchronous timeouts; a callback that waits holds up all others of
 *     its thread
 */
public record UndertowSettings(
    long maxEntitySize,
    int maxHeaders,
    int maxParameters,
    Set<String> requestAttributes,
    PlayedRoles roles,
    int ioThreads) {
  /** One GiB of body, 200 header fields, 1000 parameters, nothing believed that is not needed. */
  public static final UndertowSettings DEFAULT =
      new UndertowSettings(1L << 30, 200, 1000, Set.of(), PlayedRoles.RESPONDER, 1);

  private static final Set<String> RESERVED =
      Set.of("jakarta.", "javax.", "io.undertow.", "io.culvert.");

  public UndertowSettings {
    requestAttributes = Set.copyOf(requestAttributes);
    for (String name : requestAttributes) {
      // an attribute such as jakarta.servlet.include.path_info would make a servlet read any file
      if (RESERVED.stream().anyMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "request attribute '" + name + "' belongs to the servlet container");
      }
    }
    if (maxEntitySize < 0 || maxHeaders < 1 || maxParameters < 1 || ioThreads < 1) {
      throw new IllegalArgumentException(
          "limits of requests and the number of threads must be positive");
    }
  }

  /** The same with another limit for request bodies, in bytes; 0 for none. */
  public UndertowSettings withMaxEntitySize(long maxEntitySize) {
    return new UndertowSettings(
        maxEntitySize, maxHeaders, maxParameters, requestAttributes, roles, ioThreads);
  }

  /** The same with other roles. */
  public UndertowSettings withRoles(PlayedRoles roles) {
    return new UndertowSettings(
        maxEntitySize, maxHeaders, maxParameters, requestAttributes, roles, ioThreads);
  }
}
