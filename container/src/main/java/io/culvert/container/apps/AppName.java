package io.culvert.container.apps;

import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;

/**
 * The address of an application, which is also its name: what is deployed there may change, the
 * name stays.
 *
 * @param host the virtual host, as {@link VirtualHost} writes it; empty for the default host
 * @param contextPath the empty string for the root, otherwise a path that begins with a slash and
 *     does not end in one
 */
public record AppName(String host, String contextPath) implements Comparable<AppName> {
  public AppName {
    host = VirtualHost.parse(host).toString();
    contextPath = ContextPath.parse(contextPath.isEmpty() ? "/" : contextPath);
  }

  /**
   * Reads {@code [HOST[:PORT]:]/PATH}, for example {@code /shop} or {@code shop.example:8443:/}.
   *
   * @throws IllegalArgumentException if it is no name; the message is made for the operator
   */
  public static AppName parse(String text) {
    int path = text.startsWith("/") ? 0 : text.indexOf(":/") + 1;
    if (path == 0 && !text.startsWith("/")) {
      throw new IllegalArgumentException(
          "application '%s' is not [HOST[:PORT]:]/PATH, for example /shop".formatted(text));
    }
    return new AppName(path == 0 ? "" : text.substring(0, path - 1), text.substring(path));
  }

  /** The name of what is to be deployed; its versions share it. */
  public static AppName of(DeploymentSpec spec) {
    return new AppName(spec.host(), spec.contextPath());
  }

  /**
   * What a version of it is called when it is deployed, which is also the name its sessions are
   * kept by.
   *
   * @param version empty if there are none side by side
   */
  public String deploymentName(String version) {
    return new DeploymentSpec(host, contextPath, version, Path.of("")).displayName();
  }

  @Override
  public int compareTo(AppName other) {
    int byHost = host.compareTo(other.host);
    return byHost == 0 ? contextPath.compareTo(other.contextPath) : byHost;
  }

  /** The text that {@link #parse} reads back. */
  @Override
  public String toString() {
    return (host.isEmpty() ? "" : host + ":") + (contextPath.isEmpty() ? "/" : contextPath);
  }
}
