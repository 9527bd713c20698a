package io.culvert.container.apps;

import java.util.regex.Pattern;

/**
 * What a context path may look like (Servlet 6.1 §3.5): plain segments that need no escaping in a
 * URL, in a front end's configuration or in a file name.
 */
final class ContextPath {
  private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}._~@+!-]+");

  private ContextPath() {}

  /**
   * Brings {@code /}, {@code /shop} and {@code /shop/} into the servlet form: empty for the root,
   * no slash at the end.
   *
   * @throws IllegalArgumentException if it is no context path; the message is made for the operator
   */
  static String parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("context path '%s' must begin with '/'".formatted(text));
    }
    String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (path.isEmpty()) {
      return "";
    }
    for (String segment : path.substring(1).split("/", -1)) {
      requirePlain(segment, text);
    }
    return path;
  }

  private static void requirePlain(String segment, String text) {
    boolean dots = segment.equals(".") || segment.equals("..");
    if (dots || !SEGMENT.matcher(segment).matches()) {
      throw new IllegalArgumentException(
          "context path '%s': segments may hold letters, digits and . _ ~ @ + ! - only"
              .formatted(text));
    }
  }
}
