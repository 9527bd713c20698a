package io.culvert.sample.paper;

import java.util.Arrays;
import java.util.Optional;

/**
 * The files of 3,000 bytes into which a user's attributes are put. A visitor names one of these,
 * never a path.
 */
enum ContentFile {
  HOME("home"),
  RAIN("rain"),
  CATALOGUE("catalogue");

  private final String key;

  ContentFile(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** Where it lies in the WAR. */
  String resource() {
    return "/WEB-INF/paper/" + key + ".html";
  }

  static Optional<ContentFile> named(String key) {
    return Arrays.stream(values()).filter(file -> file.key.equals(key)).findFirst();
  }
}
