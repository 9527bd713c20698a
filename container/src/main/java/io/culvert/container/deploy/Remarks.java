package io.culvert.container.deploy;

import org.jboss.logging.Logger;

/**
 * Told what a deployment leaves out, replaces or cannot read although it goes on: nothing of an
 * application is ignored in silence.
 */
@FunctionalInterface
public interface Remarks {
  /**
   * Takes one remark.
   *
   * @param line one sentence for the operator, that begins with the place it is about
   */
  void remark(DeploymentSpec spec, String line);

  /** Writes each remark to the log as a warning. */
  static Remarks toLog() {
    Logger log = Logger.getLogger(Remarks.class);
    return (spec, line) -> log.warnf("%s: %s", spec.displayName(), line);
  }
}
