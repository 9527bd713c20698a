package io.culvert.container.deploy;

import io.undertow.servlet.api.DeploymentInfo;

/**
 * An application as Undertow's servlet engine wants to be told of it.
 *
 * @param described where it came from
 * @param info complete but for the class loader's thread context and the start itself
 * @param end to be run when the application has been stopped
 */
record Assembled(Described described, DeploymentInfo info, Runnable end) {}
