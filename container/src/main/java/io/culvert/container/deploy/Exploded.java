package io.culvert.container.deploy;

import java.nio.file.Path;

/**
 * A WAR as a folder, checked for hostile names.
 *
 * @param spec what was asked for
 * @param root the folder that holds {@code WEB-INF}; static files are served from here
 * @param digest the SHA-256 of the WAR's content as lower-case hex, the name under which anything
 *     derived from it may be kept
 * @param work a private folder of this deployment for compiled JSPs and temporary files; deleted
 *     when the application is undeployed
 */
record Exploded(DeploymentSpec spec, Path root, String digest, Path work) {}
