package io.culvert.container.deploy;

import java.nio.file.Path;

/**
 * What the operator wants: this WAR, at this context path, on this virtual host.
 *
 * @param host the virtual host in lower case, with {@code :port} where it was given, or the empty
 *     string for the default host
 * @param contextPath the empty string for the root, otherwise a path that begins with a slash and
 *     does not end in one
 * @param version tells it from others that run side by side at the same address; mostly empty
 * @param war a {@code .war} file or a folder that holds an exploded WAR
 * @param content where the bytes are read: the WAR itself, or a copy of what it once was
 */
public record DeploymentSpec(
    String host, String contextPath, String version, Path war, Path content) {
  public DeploymentSpec {
    if (!contextPath.isEmpty() && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "context path '%s' must be empty or begin with '/' and not end with it"
              .formatted(contextPath));
    }
  }

  /** A WAR with no other version beside it. */
  public DeploymentSpec(String host, String contextPath, Path war) {
    this(host, contextPath, "", war, war);
  }

  /** A version of a WAR. */
  public DeploymentSpec(String host, String contextPath, String version, Path war) {
    this(host, contextPath, version, war, war);
  }

  /** The same, but read from somewhere else. */
  public DeploymentSpec withContent(Path copy) {
    return new DeploymentSpec(host, contextPath, version, war, copy);
  }

  /** Whether a path lies within the context path. */
  public boolean covers(String path) {
    return path.startsWith(contextPath)
        && (path.length() == contextPath.length() || path.charAt(contextPath.length()) == '/');
  }

  /** How people call the application: host, context path, {@code /} for the root, and version. */
  public String displayName() {
    String path = contextPath.isEmpty() ? "/" : contextPath;
    return host + path + (version.isEmpty() ? "" : "##" + version);
  }
}
