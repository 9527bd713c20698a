package io.culvert.container.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What files of a WAR are, by their names, and how much of them is read. */
final class Content {
  private static final Set<String> PAGES = Set.of("jsp", "jspf", "jspx", "tag", "tagf", "tagx");

  /** Where names of classes stand in plain text. */
  private static final Set<String> TEXTS =
      Set.of("tld", "xml", "properties", "json", "groovy", "java", "txt");

  /** More than any compiler writes; what is larger has other reasons, and is left alone. */
  private static final int MOST_BYTES = 32 << 20;

  private Content() {}

  static boolean isClass(String name) {
    return name.endsWith(".class");
  }

  static boolean isPage(String name) {
    return PAGES.contains(extension(name));
  }

  static boolean isText(String name) {
    return TEXTS.contains(extension(name));
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** All that comes, unless it is too much. */
  static Optional<byte[]> read(InputStream in) throws IOException {
    byte[] content = in.readNBytes(MOST_BYTES + 1);
    return content.length > MOST_BYTES ? Optional.empty() : Optional.of(content);
  }
}
