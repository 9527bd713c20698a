package io.culvert.container.deploy.jsp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When pages are compiled that are not in the build cache. */
public enum CompileMode {
  /** After the application has started, beside requests, which compile what they need first. */
  BACKGROUND,
  /** Before the application answers requests. */
  EAGER,
  /** When they are asked for. */
  LAZY;

  /** The mode that is written like this, in lower case. */
  public static Optional<CompileMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
