package io.culvert.container.identity;

import java.util.Set;

/**
 * Somebody who is known.
 *
 * @param name the user name
 * @param roles the security roles of Servlet 6.1 §13.3, as the descriptors of applications call
 *     them
 */
public record Identity(String name, Set<String> roles) {
  public Identity {
    roles = Set.copyOf(roles);
  }
}
