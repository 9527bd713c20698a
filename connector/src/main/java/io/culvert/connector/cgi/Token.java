package io.culvert.connector.cgi;

/** The {@code token} of RFC 9110 §5.6.2: the alphabet of methods and field names. */
final class Token {

  private static final boolean[] TCHAR = new boolean[128];

  static {
    String symbols = "!#$%&'*+-.^_`|~";
    for (char c = 0; c < TCHAR.length; c++) {
      TCHAR[c] = Ascii.isLetterOrDigit(c) || symbols.indexOf(c) >= 0;
    }
  }

  private Token() {}

  static boolean matches(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= TCHAR.length || !TCHAR[c]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean matches(byte[] text) {
    for (byte b : text) {
      if (b < 0 || !TCHAR[b]) {
        return false;
      }
    }
    return text.length > 0;
  }
}
