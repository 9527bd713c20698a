package io.culvert.container.session;

import io.culvert.session.Appraisal;
import io.undertow.servlet.handlers.security.CachedAuthenticatedSessionHandler;
import java.util.Map;
import java.util.Set;

/** Knows by what attributes a session is told in which somebody is logged in. */
record AttributeAppraisal() implements Appraisal<Attribute> {
  private static final Set<String> LOGGED_IN =
      Set.of(
          CachedAuthenticatedSessionHandler.ATTRIBUTE_NAME,
          "SPRING_SECURITY_CONTEXT",
          "org.apache.shiro.subject.support.DefaultSubjectContext_PRINCIPALS_SESSION_KEY");

  /** An entry of a map, an attribute and what stands in between. */
  private static final int OVERHEAD = 120;

  @Override
  public boolean isAuthenticated(Map<String, Attribute> attributes) {
    return LOGGED_IN.stream().anyMatch(attributes::containsKey);
  }

  @Override
  public long bytes(Map<String, Attribute> attributes) {
    long bytes = 0;
    for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
      bytes += OVERHEAD + attribute.getKey().length() + attribute.getValue().size();
    }
    return bytes;
  }
}
