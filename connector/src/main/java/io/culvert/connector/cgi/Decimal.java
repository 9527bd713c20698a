package io.culvert.connector.cgi;

/** Unsigned decimal numbers: digits and nothing else, no sign, no space. */
final class Decimal {

  static final long NONE = -1;

  private Decimal() {}

  /** A port from 1 to 65535, or 0 for what is none. */
  static int port(String text) {
    long port = parse(text, 5);
    return port == NONE || port > 65535 ? 0 : (int) port;
  }

  /**
   * The number, or {@link #NONE} if the text is empty, longer than {@code maxDigits}, no number, or
   * more than {@link Long#MAX_VALUE}.
   *
   * @param maxDigits at most 19
   */
  static long parse(String text, int maxDigits) {
    if (text.isEmpty() || text.length() > maxDigits) {
      return NONE;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isDigit(c)) {
        return NONE;
      }
      number = number * 10 + (c - '0');
    }
    // 19 digits reach at most 10^19 - 1, which is less than 2^64: a wrap always shows as a minus
    return number < 0 ? NONE : number;
  }
}
