package io.culvert.container.jmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that is not for everybody. */
final class PrivateFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> WRITABLE_FOR_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private PrivateFile() {}

  /**
   * Insists that nobody but its owner gets at it.
   *
   * @param setting where it was named
   * @throws IOException if somebody does, or if it cannot be read; made for the operator
   */
  static void require(String setting, Path file) throws IOException {
    if (hasAny(OF_OTHERS, setting, file)) {
      throw new IOException(
          "%s: '%s' holds secrets, and others may read or write it; run chmod 600 on it"
              .formatted(setting, file));
    }
  }

  /**
   * Insists that nobody but its owner can change it.
   *
   * @param setting where it was named
   * @throws IOException if somebody can, or if it cannot be read; made for the operator
   */
  static void requireUnchanged(String setting, Path file) throws IOException {
    if (hasAny(WRITABLE_FOR_OTHERS, setting, file)) {
      throw new IOException(
          "%s: '%s' says who may do what, and others may write it; run chmod go-w on it"
              .formatted(setting, file));
    }
  }

  private static boolean hasAny(Set<PosixFilePermission> permissions, String setting, Path file)
      throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("%s: '%s' cannot be read".formatted(setting, file));
    }
    return Files.getPosixFilePermissions(file).stream().anyMatch(permissions::contains);
  }
}
