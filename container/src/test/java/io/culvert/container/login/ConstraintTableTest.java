package io.culvert.container.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.servlet.api.HttpMethodSecurityInfo;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.ServletSecurityInfo;
import io.undertow.servlet.api.TransportGuaranteeType;
import io.undertow.servlet.api.WebResourceCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintTableTest {
  private static SecurityConstraint constraint(String pattern, EmptyRoleSemantic of, String role) {
    SecurityConstraint constraint =
        new SecurityConstraint()
            .setEmptyRoleSemantic(of)
            .addWebResourceCollection(new WebResourceCollection().addUrlPattern(pattern));
    return role.isEmpty() ? constraint : constraint.addRoleAllowed(role);
  }

  private static SecurityConstraint role(String pattern, String role) {
    return constraint(pattern, EmptyRoleSemantic.DENY, role);
  }

  private static ConstraintTable table(boolean denyUncovered, SecurityConstraint... constraints) {
    List<ConstraintRule> rules = new ArrayList<>();
    for (SecurityConstraint each : constraints) {
      rules.addAll(ConstraintRule.of(each));
    }
    return new ConstraintTable(rules, denyUncovered, UnaryOperator.identity());
  }

  private static String demand(ConstraintTable table, String path, String method) {
    ConstraintTable.Demand demand = table.find(path, method);
    Set<String> roles = demand.user().getRequiredRoles();
    return (roles.isEmpty() ? demand.user().getEmptyRoleSemantic() : new TreeSet<>(roles))
        + (demand.transport() == TransportGuaranteeType.NONE ? "" : " " + demand.transport());
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, exact",
    "/a/b/c, prefix",
    "/a, prefix",
    "/a/, prefix",
    "/a/x.do, prefix",
    "/ab, default",
    "/x.do, extension",
    "/x.do/y, default",
    "/x/y.z.do, extension",
    "/x.doo, default",
    "/, root",
  })
  void theBestPatternCounts(String path, String role) {
    ConstraintTable table =
        table(
            false,
            role("/", "default"),
            role("/a/*", "prefix"),
            role("/a/b", "exact"),
            role("*.do", "extension"),
            role("", "root"));
    assertEquals("[" + role + "]", demand(table, path, "GET"));
  }

  @Test
  void nobodyBeatsEverybodyAndEverybodyBeatsRolesInWhateverOrder() {
    SecurityConstraint nobody = constraint("/a", EmptyRoleSemantic.DENY, "");
    SecurityConstraint everybody = constraint("/a", EmptyRoleSemantic.PERMIT, "");
    SecurityConstraint known = constraint("/a", EmptyRoleSemantic.AUTHENTICATE, "");
    SecurityConstraint admin = role("/a", "admin");
    SecurityConstraint user = role("/a", "user");
    assertEquals("DENY", demand(table(false, everybody, nobody, admin), "/a", "GET"));
    assertEquals("DENY", demand(table(false, nobody, everybody), "/a", "GET"));
    assertEquals("DENY", demand(table(false, known, nobody), "/a", "GET"));
    assertEquals("PERMIT", demand(table(false, admin, known, everybody), "/a", "GET"));
    assertEquals("AUTHENTICATE", demand(table(false, admin, known), "/a", "GET"));
    assertEquals("[admin, user]", demand(table(false, admin, user), "/a", "GET"));
  }

  @Test
  void methodsThatNoConstraintIsForAreDeniedIfThatIsAskedForAndNothingElseIs() {
    SecurityConstraint get = role("/a/*", "admin");
    get.getWebResourceCollections().iterator().next().addHttpMethod("GET");
    SecurityConstraint others = constraint("/a/*", EmptyRoleSemantic.PERMIT, "");
    others
        .getWebResourceCollections()
        .iterator()
        .next()
        .addHttpMethodOmissions(Set.of("GET", "PUT"));
    assertEquals("PERMIT", demand(table(false, get), "/a/b", "POST"));
    assertEquals("DENY", demand(table(true, get), "/a/b", "POST"));
    assertEquals("DENY", demand(table(true, get), "/a/b", "get"));
    assertEquals("[admin]", demand(table(true, get), "/a/b", "GET"));
    assertEquals("PERMIT", demand(table(true, get), "/b", "POST"));
    assertEquals("PERMIT", demand(table(true, get, others), "/a/b", "POST"));
    assertEquals("DENY", demand(table(true, get, others), "/a/b", "PUT"));
  }

  @Test
  void whatIsDemandedOfTheConnectionIsNotForgotten() {
    ServletSecurityInfo security =
        new ServletSecurityInfo()
            .setEmptyRoleSemantic(EmptyRoleSemantic.PERMIT)
            .setTransportGuaranteeType(TransportGuaranteeType.CONFIDENTIAL)
            .addHttpMethodSecurityInfo(
                new HttpMethodSecurityInfo()
                    .setMethod("PUT")
                    .setEmptyRoleSemantic(EmptyRoleSemantic.PERMIT)
                    .setTransportGuaranteeType(TransportGuaranteeType.INTEGRAL))
            .addHttpMethodSecurityInfo(
                new HttpMethodSecurityInfo()
                    .setMethod("GET")
                    .setEmptyRoleSemantic(EmptyRoleSemantic.PERMIT));
    ConstraintTable table =
        new ConstraintTable(
            ConstraintRule.of(security, Set.of("/a/*")), true, UnaryOperator.identity());
    assertEquals("PERMIT CONFIDENTIAL", demand(table, "/a", "POST"));
    assertEquals("PERMIT INTEGRAL", demand(table, "/a", "PUT"));
    assertEquals("PERMIT", demand(table, "/a", "GET"));
  }
}
