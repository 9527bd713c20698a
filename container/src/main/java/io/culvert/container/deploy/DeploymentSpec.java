package io.culvert.container.deploy;

import java.nio.file.Path;

/**
 * What the operator wants: this WAR, at this context path, on this virtual host.
 *
 * @param host the virtual host in lower case, with {@code :port} where it was given, or the empty
 *     string for the default host
 * @param contextPath the empty string for the root, otherwise a path that begins with a slash and
 *     does not end in one
 * @param war a {@code .war} file or a folder that holds an exploded WAR
 */
public record DeploymentSpec(String host, String contextPath, Path war) {
  public DeploymentSpec {
    if (!contextPath.isEmpty() && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "context path '%s' must be empty or begin with '/' and not end with it"
              .formatted(contextPath));
    }
  }

  /** How people call the application: host and context path, {@code /} for the root. */
  public String displayName() {
    return host + (contextPath.isEmpty() ? "/" : contextPath);
  }
}
