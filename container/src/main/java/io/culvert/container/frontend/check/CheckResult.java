package io.culvert.container.frontend.check;

import java.util.List;

/** What came of a check. */
public sealed interface CheckResult {
  /** The configuration was understood; in the order of its lines. */
  record Read(List<Finding> findings) implements CheckResult {
    public Read {
      findings = List.copyOf(findings);
    }

    /** Whether nothing hurts; notes don't. */
    public boolean isGood() {
      return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }
  }

  /**
   * It could not be read or is no such configuration.
   *
   * @param problem made for the operator, with file and line
   */
  record Unreadable(String problem) implements CheckResult {}
}
