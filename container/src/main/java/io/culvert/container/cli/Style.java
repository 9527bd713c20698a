package io.culvert.container.cli;

import java.util.Locale;

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

  /** The state of a server or an application, as its bean spells it; other text stays as it is. */
  String state(String text) {
    return switch (text) {
      case "RUNNING" -> good(text.toLowerCase(Locale.ROOT));
      case "FAILED" -> bad(text.toLowerCase(Locale.ROOT));
      case "STARTING", "IDLE", "DRAINED", "STOPPING", "STOPPED" ->
          strong(text.toLowerCase(Locale.ROOT));
      default -> text;
    };
  }

  private String wrap(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
