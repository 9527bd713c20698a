package io.culvert.container.generations;

import io.culvert.container.deploy.DeploymentSpec;

/**
 * Something that can be deployed, by what is in it.
 *
 * @param digest the SHA-256 of the content as lower-case hex
 */
record Content(DeploymentSpec spec, String digest) {
  /** What to deploy; who does so need not read it to know what it is. */
  DeploymentSpec read() {
    return digest.isEmpty() ? spec : spec.withDigest(digest);
  }
}
