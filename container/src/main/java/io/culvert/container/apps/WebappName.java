package io.culvert.container.apps;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the name of a WAR says about its address, as people know it from Tomcat: {@code ROOT.war} is
 * the root, {@code shop.war} is {@code /shop}, {@code a#b.war} is {@code /a/b}, {@code shop##2.war}
 * is version 2 of {@code /shop}; folders are named alike, without {@code .war}.
 *
 * @param contextPath in the servlet form
 * @param version empty if the name holds none
 */
record WebappName(String contextPath, String version) {
  private static final String WAR = ".war";
  private static final Pattern VERSION = Pattern.compile("[\\p{L}\\p{N}._+-]*");

  static boolean isWar(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(WAR);
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it can't be an address; the message is made for the
   *     operator
   */
  static WebappName parse(String fileName) {
    String name =
        isWar(fileName) ? fileName.substring(0, fileName.length() - WAR.length()) : fileName;
    int marks = name.indexOf("##");
    String version = marks < 0 ? "" : name.substring(marks + 2);
    String path = marks < 0 ? name : name.substring(0, marks);
    requireVersion(version);
    return new WebappName(
        path.equals("ROOT") ? "" : ContextPath.parse("/" + path.replace('#', '/')), version);
  }

  static void requireVersion(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "version '%s' may hold letters, digits and . _ + - only".formatted(version));
    }
  }

  /** The name of the file that is deployed at this address. */
  String warFile() {
    String path = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
    return path + (version.isEmpty() ? "" : "##" + version) + WAR;
  }
}
