package io.culvert.container.deploy;

import java.io.IOException;
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

  /**
   * Whether it is still what it was when it was unpacked. What is served from where the operator
   * has put it may change at any time; anything derived from it meanwhile is of a content that
   * never was.
   */
  boolean isUnchanged() throws IOException {
    return isPrivate() || new FolderTree(root).digest().equals(digest);
  }

  /** Whether it is this deployment's own copy, which nobody else changes. */
  boolean isPrivate() {
    return root.startsWith(work);
  }
}
