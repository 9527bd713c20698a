package io.culvert.container.frontend;

import java.util.regex.Pattern;

/** What can stand between quotation marks in a front end's configuration and mean itself. */
final class SafeText {
  /** No quotes, no escapes, no variables, no control characters. */
  private static final Pattern SAFE = Pattern.compile("[^\"\\\\$\\p{Cntrl}]*");

  private static final Pattern SPECIAL = Pattern.compile("[.+*?^$|(){}\\[\\]\\\\]");

  private SafeText() {}

  static boolean isSafe(String text) {
    return SAFE.matcher(text).matches();
  }

  /** A regular expression (PCRE) that matches just the text. */
  static String literally(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
