package io.culvert.sample.web;

/**
 * Text made safe to stand in HTML. Public because the pages call it as the EL function {@code
 * f:esc}.
 */
public final class Html {
  private Html() {}

  /**
   * Replaces the five characters that mean something in HTML, so that the result is inert both
   * between tags and inside a quoted attribute value.
   */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&#34;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
