package io.culvert.container.deploy;

import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.Index;

/**
 * One jar of {@code WEB-INF/lib}.
 *
 * @param file the jar on disk
 * @param index its annotations and class hierarchy
 * @param parts what else is in it
 */
record LibraryJar(Path file, Index index, Set<JarPart> parts) {
  /** The jar's file name, as error messages and relative ordering call it. */
  String fileName() {
    return file.getFileName().toString();
  }

  /** Its {@code META-INF/web-fragment.xml}, if it has one. */
  Optional<DescriptorSource> fragment() throws DescriptorException {
    return holds(JarPart.FRAGMENT) ? DescriptorSource.fragment(file) : Optional.empty();
  }

  /** Whether there is a reason to open it for this. */
  boolean holds(JarPart part) {
    return parts.contains(part);
  }
}
