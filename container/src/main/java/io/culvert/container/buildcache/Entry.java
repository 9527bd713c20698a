package io.culvert.container.buildcache;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that was built, verified when it was asked for.
 *
 * @param key its name
 * @param folder what the builder left; its files can only be read
 * @param contents the digests of its files
 */
public record Entry(Key key, Path folder, Contents contents) {
  /**
   * The SHA-256 of one of its files.
   *
   * @param path relative to the folder, with slashes
   */
  public Optional<String> digestOf(String path) {
    return Optional.ofNullable(contents.files().get(path)).map(Contents.Content::sha256);
  }
}
