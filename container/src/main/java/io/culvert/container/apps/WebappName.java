package io.culvert.container.apps;

import java.util.Locale;

/**
 * What the name of a WAR says about its context path, as people know it from Tomcat: {@code
 * ROOT.war} is the root, {@code shop.war} is {@code /shop}, {@code a#b.war} is {@code /a/b};
 * folders are named alike, without {@code .war}.
 */
final class WebappName {
  private static final String WAR = ".war";

  private WebappName() {}

  static boolean isWar(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(WAR);
  }

  /**
   * The context path in the servlet form.
   *
   * @throws IllegalArgumentException if the name can't be a context path; the message is made for
   *     the operator
   */
  static String contextPath(String fileName) {
    String name =
        isWar(fileName) ? fileName.substring(0, fileName.length() - WAR.length()) : fileName;
    if (name.contains("##")) {
      throw new IllegalArgumentException(
          "several versions of one application side by side ('##') are not supported");
    }
    return name.equals("ROOT") ? "" : ContextPath.parse("/" + name.replace('#', '/'));
  }
}
