package io.culvert.container.buildcache;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Builds something that is not there yet. It may ask for other things to be built meanwhile, but
 * not, by whatever detour, for itself.
 *
 * @param <X> how it fails
 */
@FunctionalInterface
public interface Builder<X extends Exception> {
  /**
   * Builds.
   *
   * @param folder an empty folder that nobody else knows of; all that is in it in the end is kept:
   *     files and folders, but no links
   * @throws X if it cannot be built; nothing is kept then
   * @throws IOException if it cannot be read or written
   */
  void build(Path folder) throws IOException, X;
}
