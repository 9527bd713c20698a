package io.culvert.sample.hello;

import jakarta.servlet.http.HttpServletRequest;

/** Whom to greet: the parameter {@code name}, at most 100 characters of it, or the world. */
final class Name {
  private static final int MAX_CHARS = 100;

  private Name() {}

  static String in(HttpServletRequest request) {
    String name = request.getParameter("name");
    if (name == null || name.isBlank()) {
      return "world";
    }
    return name.strip()
        .codePoints()
        .limit(MAX_CHARS)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
