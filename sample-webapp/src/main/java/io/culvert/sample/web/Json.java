package io.culvert.sample.web;

/** Text as a JSON string (RFC 8259, section 7). */
public final class Json {
  private Json() {}

  /** The text in quotation marks, with everything escaped that may not stand between them. */
  public static String quote(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        // '<' is harmless in JSON, but not in a browser that was told a wrong content type
        case '<', '>', '&' -> appendUnicode(json, c);
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            appendUnicode(json, c);
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  private static void appendUnicode(StringBuilder json, char c) {
    json.append(String.format("\\u%04x", (int) c));
  }
}
