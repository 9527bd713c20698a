package io.culvert.container.deploy;

import java.nio.file.Path;
import org.jboss.jandex.Index;

/**
 * One jar of {@code WEB-INF/lib}.
 *
 * @param file the jar on disk
 * @param index its annotations and class hierarchy
 */
record LibraryJar(Path file, Index index) {
  /** The jar's file name, as error messages and relative ordering call it. */
  String fileName() {
    return file.getFileName().toString();
  }
}
