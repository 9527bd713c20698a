package io.culvert.container.buildcache;

import java.util.Arrays;
import java.util.Optional;

/** What sort of thing was built. */
public enum Kind {
  /** A WAR, unpacked and checked. */
  WAR("war"),
  /** Whether a WAR was made for {@code javax.servlet} or {@code jakarta.servlet}. */
  SURVEY("survey"),
  /** A WAR made for {@code javax.servlet}, rewritten for {@code jakarta.servlet}. */
  MIGRATED_WAR("migrated-war"),
  /** The annotations and the hierarchy of a jar's or folder's classes. */
  CLASS_INDEX("class-index"),
  /** All such indexes of a WAR, and what is in which of its jars. */
  INVENTORY("inventory"),
  /**
   * What all pages of a WAR depend on: its tag libraries, as far as a start needs them, and
   * classes.
   */
  PAGE_BASIS("page-basis"),
  /** A page, translated and compiled. */
  PAGE("page");

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  /** The kind that is written like this. */
  public static Optional<Kind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }

  /** As it is written in file names and for people. */
  @Override
  public String toString() {
    return text;
  }
}
