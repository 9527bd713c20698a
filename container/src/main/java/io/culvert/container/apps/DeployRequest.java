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

  /**
   * A WAR at the address that the name of its file says, as in a {@code webapps} folder.
   *
   * @throws IllegalArgumentException if that can't be an address; the message is made for the
   *     operator
   */
  public static DeployRequest of(Path war) {
    Path file = war.getFileName();
    WebappName name = WebappName.parse(file == null ? "" : file.toString());
    return new DeployRequest(new AppName("", name.contextPath()), name.version(), war);
  }
}
