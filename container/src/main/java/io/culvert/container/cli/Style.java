package io.culvert.container.cli;

/**
 * How text is set off: with colours on a terminal, plainly elsewhere.
 *
 * @param colours whether escape sequences (ECMA-48 SGR) are understood
 */
public record Style(boolean colours) {
  /** Plain text. */
  public static final Style PLAIN = new Style(false);

  String strong(String text) {
    return wrap("1", text);
  }

  String good(String text) {
    return wrap("32", text);
  }

  String bad(String text) {
    return wrap("1;31", text);
  }

  String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
