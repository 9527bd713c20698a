package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What a deployment looks for in a jar beside classes, so that it opens only those that have it.
 */
enum JarPart {
  /** A web fragment (Servlet 6.1 §8.2). */
  FRAGMENT("META-INF/web-fragment", ".xml"),
  /** A list of initializers (Servlet 6.1 §8.2.4). */
  INITIALIZERS("META-INF/services/", "jakarta.servlet.ServletContainerInitializer"),
  /** Static files (Servlet 6.1 §4.6). */
  RESOURCES("META-INF/resources/", ""),
  /** Descriptors of tag libraries (Pages 4.0 §7.3.1). */
  TAG_LIBRARIES("META-INF/", ".tld");

  private final String prefix;
  private final String suffix;

  JarPart(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** Which of them a jar has. */
  static Set<JarPart> in(Path jar) throws IOException {
    Set<JarPart> found = EnumSet.noneOf(JarPart.class);
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      for (String name : file.stream().map(ZipEntry::getName).toList()) {
        for (JarPart part : values()) {
          if (name.startsWith(part.prefix) && name.endsWith(part.suffix)) {
            found.add(part);
          }
        }
      }
    }
    return found;
  }
}
