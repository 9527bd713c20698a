package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Who, beside the user the server runs as, may reach a file or folder; whatever the process's umask
 * says. Where files have no such permissions, nothing is done.
 */
enum Access {
  /** A folder of the server alone. */
  PRIVATE("rwx------"),
  /** A file of the server alone. */
  PRIVATE_FILE("rw-------"),
  /** A folder that others may pass through to what they know the name of. */
  PASSAGE("rwx--x--x"),
  /** A folder that everybody may look into. */
  PUBLIC("rwxr-xr-x"),
  /** A file that everybody may read. */
  PUBLIC_FILE("rw-r--r--");

  private final String permissions;

  Access(String permissions) {
    this.permissions = permissions;
  }

  void grantTo(Path path) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }
}
