package io.culvert.connector.cgi;

import java.util.function.Function;

/**
 * A header field as the caller names it, and what becomes of it.
 *
 * @param name made from the usual spelling, such as {@code Accept-Encoding}
 */
record HeaderName<N>(N name, HeaderRule rule) {

  /**
   * @param name what follows {@code HTTP_}
   */
  static <N> HeaderName<N> of(String name, Function<String, N> factory) {
    return new HeaderName<>(factory.apply(fieldName(name)), HeaderRule.of(name));
  }

  /** {@code X_FORWARDED_FOR} to {@code X-Forwarded-For}. */
  private static String fieldName(String name) {
    StringBuilder field = new StringBuilder(name.length());
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      field.append(c == '_' ? '-' : first ? upper(c) : lower(c));
      first = c == '_';
    }
    return field.toString();
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
  }
}
