package io.culvert.container.deploy.pages;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where classes of the server are from. */
public final class Origin {
  private Origin() {}

  /** The jar a class is from, which has its version in its name, and how long it is. */
  public static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return type.getName();
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return jar.getFileName() + " " + jar.toFile().length();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return source.getLocation().toString();
    }
  }
}
