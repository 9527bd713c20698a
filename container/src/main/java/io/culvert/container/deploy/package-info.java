/**
 * Turns a WAR into a running application, by a pipeline of stages: {@code Unpack → Migrate → Scan →
 * Describe → Assemble → Start}. Each stage is a final class with one public method and knows
 * nothing of the others; timing and caching wrap stages. Doors: {@link
 * io.culvert.container.deploy.Deployer} with {@link io.culvert.container.deploy.WorkFolder} to work
 * in, {@link io.culvert.container.deploy.DeploymentSpec} in, {@link
 * io.culvert.container.deploy.Deployment} and {@link io.culvert.container.deploy.DeploymentEvents}
 * out; {@link io.culvert.container.deploy.AppDefaults} holds where descriptors are silent, {@link
 * io.culvert.container.deploy.Neighbours} are the other applications. Stages run on the thread that
 * asks for the deployment; nothing here is shared between two deployments.
 */
@NullMarked
package io.culvert.container.deploy;

import org.jspecify.annotations.NullMarked;
