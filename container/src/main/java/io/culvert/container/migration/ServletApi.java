package io.culvert.container.migration;

import java.nio.charset.StandardCharsets;

/**
 * Which servlet APIs something refers to.
 *
 * @param javax the one of Java EE 8 and before
 * @param jakarta the one of Jakarta EE 9 and later
 */
record ServletApi(boolean javax, boolean jakarta) {
  static final ServletApi NONE = new ServletApi(false, false);

  private static final String OLD_CLASS = "javax/servlet/";
  private static final String NEW_CLASS = "jakarta/servlet/";
  private static final String OLD_NAME = "javax.servlet.";
  private static final String NEW_NAME = "jakarta.servlet.";

  /** What a class file refers to; names in plain strings do not count. */
  static ServletApi ofClass(byte[] content) {
    // A class file holds the names it refers to as they are, with slashes (JVMS §4.2.1).
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return new ServletApi(text.contains(OLD_CLASS), text.contains(NEW_CLASS));
  }

  /** What the source of a page refers to. */
  static ServletApi ofPage(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return new ServletApi(text.contains(OLD_NAME), text.contains(NEW_NAME));
  }

  /** Whether a class is part of the old API itself. */
  static boolean defines(String className) {
    return className.startsWith(OLD_CLASS);
  }

  ServletApi and(ServletApi other) {
    return new ServletApi(javax || other.javax, jakarta || other.jakarta);
  }

  boolean onlyJavax() {
    return javax && !jakarta;
  }

  boolean onlyJakarta() {
    return jakarta && !javax;
  }
}
