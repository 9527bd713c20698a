package io.culvert.container.logging;

/**
 * Text that may come from outside, made safe for a log: nothing in it can end a line, move a
 * terminal's cursor or change the direction of writing, so that nobody can write lines of his own.
 */
public final class Escaped {
  private Escaped() {}

  /** Text that shall stay within its line. */
  public static String line(String text) {
    return of(text, false);
  }

  /** Text of several lines, such as a stack trace: each but the first begins with a tab. */
  static String lines(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean severalLines) {
    int length = text.length();
    int at = 0;
    while (at < length && isHarmless(text.charAt(at))) {
      at++;
    }
    if (at == length) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(length + 16).append(text, 0, at);
    for (; at < length; at++) {
      append(escaped, text, at, severalLines);
    }
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, String text, int at, boolean severalLines) {
    char c = text.charAt(at);
    if (isHarmless(c) || (severalLines && c == '\t')) {
      escaped.append(c);
    } else if (severalLines && c == '\n') {
      boolean goesOn = at + 1 < text.length() && text.charAt(at + 1) != '\t';
      escaped.append(goesOn ? "\n\t" : "\n");
    } else {
      escaped.append("\\u%04X".formatted((int) c));
    }
  }

  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
