package io.culvert.connector.undertow;

import io.culvert.connector.cgi.RequestPath;
import io.culvert.connector.wire.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What servlets are asked to be besides Responders (FastCGI Specification 1.0 §6).
 *
 * @param authorizerPath the path, with its context path, of the servlet that answers what an
 *     Authorizer is asked; canonical, without parameters. Without it nothing is ever allowed
 * @param filter whether requests in the Filter role are served
 */
public record PlayedRoles(Optional<String> authorizerPath, boolean filter) {
  /** Only the role that every front end knows. */
  public static final PlayedRoles RESPONDER = new PlayedRoles(Optional.empty(), false);

  public PlayedRoles {
    authorizerPath.ifPresent(PlayedRoles::check);
  }

  private static void check(String path) {
    boolean plain =
        RequestPath.parse(path) instanceof RequestPath parsed && parsed.canonical().equals(path);
    if (!plain || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "'%s' is no path of a servlet such as /auth/check: plain characters, no query, no '/' at"
                  .formatted(path)
              + " the end");
    }
  }

  Set<Role> roles() {
    EnumSet<Role> roles = EnumSet.of(Role.RESPONDER);
    if (authorizerPath.isPresent()) {
      roles.add(Role.AUTHORIZER);
    }
    if (filter) {
      roles.add(Role.FILTER);
    }
    return roles;
  }
}
