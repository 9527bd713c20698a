package io.culvert.container.frontend.check;

import java.nio.file.Path;

/**
 * Where something stands.
 *
 * @param line from 1
 */
public record Place(Path file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
