package io.culvert.container.deploy;

/**
 * Told what a deployment leaves out, replaces or cannot read although it goes on: nothing of an
 * application is ignored in silence.
 */
@FunctionalInterface
interface Remarks {
  /**
   * Takes one remark.
   *
   * @param line one sentence for the operator, that begins with the place it is about
   */
  void remark(DeploymentSpec spec, String line);
}
