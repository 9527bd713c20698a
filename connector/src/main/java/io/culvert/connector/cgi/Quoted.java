package io.culvert.connector.cgi;

/** Text from outside, made safe for a log line: quoted, cut, control characters escaped. */
final class Quoted {

  private static final int SHOWN = 100;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        quoted.append("\\x%02X".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(text.length() > SHOWN ? "'…" : "'").toString();
  }
}
