package io.culvert.container.deploy;

import java.nio.file.Path;
import java.util.Optional;

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
 * @param digest what somebody has just found in it, for a {@code .war} file the SHA-256 of its
 *     bytes as lower-case hex; it may have been replaced since
 */
public record DeploymentSpec(
    String host,
    String contextPath,
    String version,
    Path war,
    Path content,
    Optional<String> digest) {
  public DeploymentSpec {
    if (!contextPath.isEmpty() && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "context path '%s' must be empty or begin with '/' and not end with it"
              .formatted(contextPath));
    }
  }

  /** A WAR with no other version beside it. */
  public DeploymentSpec(String host, String contextPath, Path war) {
    this(host, contextPath, "", war);
  }

  /** A version of a WAR. */
  public DeploymentSpec(String host, String contextPath, String version, Path war) {
    this(host, contextPath, version, war, war, Optional.empty());
  }

  /** The same, but read from somewhere else. */
  public DeploymentSpec withContent(Path copy) {
    return new DeploymentSpec(host, contextPath, version, war, copy, Optional.empty());
  }

  /** The same, by somebody who has just read it. */
  public DeploymentSpec withDigest(String sha256) {
    return new DeploymentSpec(host, contextPath, version, war, content, Optional.of(sha256));
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
