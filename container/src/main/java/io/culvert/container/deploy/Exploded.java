package io.culvert.container.deploy;

import java.nio.file.Path;

/**
 * A WAR as a folder, checked for hostile names.
 *
 * @param spec what was asked for
 * @param root the folder that holds {@code WEB-INF}; static files are served from here
 * @param digest the SHA-256 of the WAR's content as lower-case hex, the name under which anything
 *     derived from it may be kept
 * @param work the folder of this deployment; deleted when the application is undeployed. Others may
 *     pass through it to an unpacked root
 */
record Exploded(DeploymentSpec spec, Path root, String digest, Path work) {
  /** Where compiled pages, temporary files and the like are kept; nobody else can look there. */
  Path privateFolder() {
    return work.resolve("private");
  }
}
