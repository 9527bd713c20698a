package io.culvert.container.frontend.check;

/**
 * A token of a configuration.
 *
 * @param text without quotes and escapes
 * @param quoted whether it stood in quotes, so that it is no sign of the language
 */
record Token(int line, String text, boolean quoted) {
  boolean is(String sign) {
    return !quoted && text.equals(sign);
  }
}
