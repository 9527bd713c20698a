package io.culvert.container.migration;

import java.util.List;

/** What is to be done with a WAR. */
public sealed interface Verdict {
  /**
   * It runs as it is.
   *
   * @param notes sentences for the operator about parts of it that do not
   */
  record Leave(List<String> notes) implements Verdict {}

  /**
   * It is rewritten.
   *
   * @param seen where references to {@code javax.servlet} were seen, for the operator
   */
  record Rewrite(List<String> seen) implements Verdict {}
}
