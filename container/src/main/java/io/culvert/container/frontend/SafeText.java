package io.culvert.container.frontend;

import java.util.regex.Pattern;

/** What can stand between quotation marks in a front end's configuration and mean itself. */
final class SafeText {
  /** No quotes, no escapes, no variables or placeholders of any of them, no control characters. */
  private static final Pattern SAFE = Pattern.compile("[^\"`\\\\${}|\\p{Cntrl}]*");

  private static final Pattern WILDCARD = Pattern.compile("[*?%\\[\\]]");

  private static final Pattern SPECIAL = Pattern.compile("[.+*?^$|(){}\\[\\]\\\\]");

  private SafeText() {}

  static boolean isSafe(String text) {
    return SAFE.matcher(text).matches();
  }

  /** Whether the text is safe also where wildcards and back references are replaced. */
  static boolean isPlain(String text) {
    return isSafe(text) && !WILDCARD.matcher(text).find();
  }

  /** A regular expression (PCRE) that matches just the text. */
  static String literally(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
