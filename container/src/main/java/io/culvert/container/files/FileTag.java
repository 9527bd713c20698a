package io.culvert.container.files;

import io.undertow.server.handlers.resource.PathResourceManager.ETagFunction;
import io.undertow.util.ETag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a file: its modification time and its length, as web servers make it. It is a
 * strong one, since ranges of a file can be resumed only with a strong tag (RFC 9110 §13.1.5).
 */
final class FileTag implements ETagFunction {
  @Override
  @SuppressWarnings("NullAway") // Undertow's interface says "none" with null
  public @Nullable ETag generate(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() ? new ETag(false, of(attributes)) : null;
    } catch (IOException _) {
      return null; // gone since it was looked up
    }
  }

  static String of(BasicFileAttributes attributes) {
    return Long.toHexString(attributes.lastModifiedTime().toMillis())
        + "-"
        + Long.toHexString(attributes.size());
  }
}
