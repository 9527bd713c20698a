/**
 * Turns a WAR into a running application, by a pipeline of stages: {@code Unpack → Scan → Describe
 * → Assemble → Start}. Each stage is a final class with one public method and knows nothing of the
 * others; timing and caching wrap stages. Doors: {@code Deployer}, {@link
 * io.culvert.container.deploy.Deployment}, {@link io.culvert.container.deploy.DeploymentSpec}.
 * Stages run on the thread that asks for the deployment; nothing here is shared between two
 * deployments.
 */
@NullMarked
package io.culvert.container.deploy;

import org.jspecify.annotations.NullMarked;
