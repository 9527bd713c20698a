package io.culvert.container.frontend.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The languages that are understood. */
public enum Language {
  NGINX,
  LIGHTTPD;

  private static final Pattern OF_LIGHTTPD =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:\\$(?:HTTP|SERVER)\\[|include_shell\\b"
              + "|(?:server|fastcgi|url|alias|mimetype|var|index-file)\\.[a-z.-]++[ \\t]*+[+:]?=)");

  /** The language of this name, which is in lower case as on the command line. */
  public static Optional<Language> named(String name) {
    return Arrays.stream(values()).filter(known -> known.toString().equals(name)).findFirst();
  }

  /** The language that a configuration seems to be written in. */
  static Language of(String text) {
    return OF_LIGHTTPD.matcher(text).find() ? LIGHTTPD : NGINX;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
