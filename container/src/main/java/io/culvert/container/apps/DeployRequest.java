package io.culvert.container.apps;

import java.nio.file.Path;

/**
 * A WAR that somebody wants deployed.
 *
 * @param name where
 * @param version tells it from others side by side at the same address ({@code shop##2.war});
 *     mostly empty
 * @param war a {@code .war} file the server can read; it is copied, so it may go afterwards
 */
public record DeployRequest(AppName name, String version, Path war) {
  public DeployRequest {
    WebappName.requireVersion(version);
  }
}
