package io.culvert.container.deploy;

/**
 * One step on the way from a WAR to a running application.
 *
 * @param <I> what the step before produced
 * @param <O> what the next step needs
 */
@FunctionalInterface
interface Stage<I, O> {
  /**
   * Runs the step to its end.
   *
   * @throws DeploymentException if the application cannot be deployed; whatever this stage opened
   *     is closed again
   */
  O run(I input) throws DeploymentException;
}
