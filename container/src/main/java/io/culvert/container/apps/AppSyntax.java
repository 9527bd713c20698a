package io.culvert.container.apps;

import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The one-line syntax of an application: {@code [HOST[:PORT]:]/PATH:WAR}. */
public final class AppSyntax {
  /** How the syntax is written in help and messages. */
  public static final String FORM = "[HOST[:PORT]:]/PATH:WAR";

  private AppSyntax() {}

  /**
   * Reads one application, for example {@code /shop:/srv/shop.war} or {@code
   * shop.example:8443:/:root.war}.
   *
   * @param folder where a relative WAR is looked for
   * @throws IllegalArgumentException if it does not follow the syntax; the message is made for the
   *     operator
   */
  public static DeploymentSpec parse(String text, Path folder) {
    int path = text.indexOf('/');
    int war = path < 0 ? -1 : text.indexOf(':', path);
    if (war < 0 || war == text.length() - 1) {
      throw malformed(text);
    }
    AppName name = AppName.parse(text.substring(0, war));
    return new DeploymentSpec(
        name.host(), name.contextPath(), file(text.substring(war + 1), folder, text));
  }

  private static Path file(String war, Path folder, String text) {
    try {
      return folder.resolve(war).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "application '%s': '%s' is no file name".formatted(text, war), e);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "application '%s' is not %s, for example /shop:/srv/shop.war".formatted(text, FORM));
  }
}
