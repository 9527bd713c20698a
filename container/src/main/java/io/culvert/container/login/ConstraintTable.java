package io.culvert.container.login;

import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.SingleConstraintMatch;
import io.undertow.servlet.api.TransportGuaranteeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** All constraints of an application, by pattern. Does not change. */
final class ConstraintTable {
  private static final SingleConstraintMatch NOBODY =
      new SingleConstraintMatch(EmptyRoleSemantic.DENY, Set.of());
  private static final SingleConstraintMatch EVERYBODY =
      new SingleConstraintMatch(EmptyRoleSemantic.PERMIT, Set.of());
  private static final SingleConstraintMatch WHOEVER_LOGS_IN =
      new SingleConstraintMatch(EmptyRoleSemantic.AUTHENTICATE, Set.of());

  private final Map<String, List<ConstraintRule>> byPattern = new HashMap<>();
  private final boolean denyUncovered;
  private final UnaryOperator<Set<String>> expansion;

  /** What holds for a request. */
  record Demand(SingleConstraintMatch user, TransportGuaranteeType transport) {
    static final Demand NONE = new Demand(EVERYBODY, TransportGuaranteeType.NONE);
  }

  /**
   * @param denyUncovered whether methods are denied that no rule of a constrained pattern is for
   * @param expansion makes roles of what stands for roles: {@code *}
   */
  ConstraintTable(
      List<ConstraintRule> rules, boolean denyUncovered, UnaryOperator<Set<String>> expansion) {
    this.denyUncovered = denyUncovered;
    this.expansion = expansion;
    for (ConstraintRule rule : rules) {
      for (String pattern : rule.patterns()) {
        byPattern.computeIfAbsent(pattern, _ -> new ArrayList<>()).add(rule);
      }
    }
  }

  boolean isEmpty() {
    return byPattern.isEmpty();
  }

  /**
   * Finds what holds.
   *
   * @param path canonical, below the context path
   */
  Demand find(String path, String method) {
    List<ConstraintRule> matched = matched(path);
    if (matched.isEmpty()) {
      return Demand.NONE;
    }
    List<ConstraintRule> rules = matched.stream().filter(rule -> rule.isFor(method)).toList();
    if (rules.isEmpty()) {
      return denyUncovered ? new Demand(NOBODY, TransportGuaranteeType.NONE) : Demand.NONE;
    }
    TransportGuaranteeType transport = TransportGuaranteeType.NONE;
    for (ConstraintRule rule : rules) {
      transport = rule.transport().compareTo(transport) > 0 ? rule.transport() : transport;
    }
    return new Demand(combined(rules), transport);
  }

  /** As §13.8.1 combines them: nobody beats everybody, whoever logs in beats roles. */
  private SingleConstraintMatch combined(List<ConstraintRule> rules) {
    if (rules.stream().anyMatch(ConstraintRule::deniesAll)) {
      return NOBODY;
    }
    if (rules.stream().anyMatch(ConstraintRule::permitsAll)) {
      return EVERYBODY;
    }
    if (rules.stream().anyMatch(ConstraintRule::needsOnlyALogin)) {
      return WHOEVER_LOGS_IN;
    }
    Set<String> roles = new HashSet<>();
    rules.forEach(rule -> roles.addAll(rule.demand().getRolesAllowed()));
    return new SingleConstraintMatch(EmptyRoleSemantic.DENY, expansion.apply(roles));
  }

  /** Those of the best matching pattern (§12.1): itself, longest prefix, extension, the rest. */
  private List<ConstraintRule> matched(String path) {
    List<ConstraintRule> exact = rules(path.equals("/") ? "" : path);
    if (!exact.isEmpty()) {
      return exact;
    }
    for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      List<ConstraintRule> prefix = rules(path.substring(0, end) + "/*");
      if (!prefix.isEmpty()) {
        return prefix;
      }
      if (end == 0) {
        break;
      }
    }
    int dot = path.lastIndexOf('.');
    List<ConstraintRule> extension =
        dot > path.lastIndexOf('/') ? rules("*" + path.substring(dot)) : List.of();
    return extension.isEmpty() ? rules("/") : extension;
  }

  private List<ConstraintRule> rules(String pattern) {
    return byPattern.getOrDefault(pattern, List.of());
  }
}
