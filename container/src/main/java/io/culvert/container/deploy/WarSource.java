package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.Path;

/** Where the unpacked content of a {@code .war} file comes from. */
@FunctionalInterface
interface WarSource {
  /**
   * Puts the content of a WAR into a folder. The file may be replaced or deleted at any time.
   *
   * @param spec says where it is
   * @param root the folder, which does not exist yet; those beside it are the caller's alone
   * @return the SHA-256 of the file, as lower-case hex
   * @throws DeploymentException if it is damaged, hostile or too large
   * @throws IOException if it cannot be read, or the folder not be written
   */
  String unpack(DeploymentSpec spec, Path root) throws DeploymentException, IOException;
}
