package io.culvert.container.login;

import io.undertow.servlet.api.HttpMethodSecurityInfo;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo;
import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.ServletSecurityInfo;
import io.undertow.servlet.api.TransportGuaranteeType;
import io.undertow.servlet.api.WebResourceCollection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one security constraint says of some methods of some paths (Servlet 6.1 §13.8).
 *
 * @param methods the methods it is for; empty for all that are not omitted
 * @param omitted the methods it is not for
 * @param demand what it asks of users
 * @param transport what it asks of their connection
 */
record ConstraintRule(
    Set<String> patterns,
    Set<String> methods,
    Set<String> omitted,
    SecurityInfo<?> demand,
    TransportGuaranteeType transport) {
  /** Of a {@code security-constraint}. */
  static List<ConstraintRule> of(SecurityConstraint constraint) {
    List<ConstraintRule> rules = new ArrayList<>();
    for (WebResourceCollection each : constraint.getWebResourceCollections()) {
      rules.add(
          new ConstraintRule(
              Set.copyOf(each.getUrlPatterns()),
              Set.copyOf(each.getHttpMethods()),
              Set.copyOf(each.getHttpMethodOmissions()),
              constraint,
              constraint.getTransportGuaranteeType()));
    }
    return rules;
  }

  /** Of a {@code ServletSecurity}, for those mappings that no {@code security-constraint} names. */
  static List<ConstraintRule> of(ServletSecurityInfo security, Set<String> patterns) {
    List<ConstraintRule> rules = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (HttpMethodSecurityInfo each : security.getHttpMethodSecurityInfo()) {
      named.add(each.getMethod());
      rules.add(
          new ConstraintRule(
              patterns,
              Set.of(each.getMethod()),
              Set.of(),
              each,
              each.getTransportGuaranteeType()));
    }
    boolean saysNothing =
        security.getRolesAllowed().isEmpty()
            && security.getEmptyRoleSemantic() == EmptyRoleSemantic.PERMIT
            && security.getTransportGuaranteeType() == TransportGuaranteeType.NONE;
    if (!saysNothing || named.isEmpty()) {
      rules.add(
          new ConstraintRule(
              patterns, Set.of(), named, security, security.getTransportGuaranteeType()));
    }
    return rules;
  }

  boolean isFor(String method) {
    return methods.isEmpty() ? !omitted.contains(method) : methods.contains(method);
  }

  boolean deniesAll() {
    return demand.getRolesAllowed().isEmpty()
        && demand.getEmptyRoleSemantic() == EmptyRoleSemantic.DENY;
  }

  boolean permitsAll() {
    return demand.getRolesAllowed().isEmpty()
        && demand.getEmptyRoleSemantic() == EmptyRoleSemantic.PERMIT;
  }

  boolean needsOnlyALogin() {
    return demand.getRolesAllowed().isEmpty()
        && demand.getEmptyRoleSemantic() == EmptyRoleSemantic.AUTHENTICATE;
  }
}
