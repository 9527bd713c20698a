package io.culvert.container.config;

import java.util.List;

/** What came of reading the configuration. */
public sealed interface ConfigResult {
  /** A configuration without a problem. */
  record Ok(ServerConfig config) implements ConfigResult {}

  /**
   * A configuration that must not be started with.
   *
   * @param problems all of them, at least one
   */
  record Bad(List<ConfigProblem> problems) implements ConfigResult {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
