package io.culvert.container.session;

import io.culvert.session.SessionArchive;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where sessions are kept from one run of the server to the next, a file for each application. Only
 * the server's user can look into it: who reads a session can take it over.
 */
final class SessionFolder {
  private final Path path;

  private SessionFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder if there is none.
   *
   * @throws IOException if it can't be made; the message is for the operator
   */
  static SessionFolder open(Path path) throws IOException {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot make the folder for sessions (setting sessions.folder): %s"
              .formatted(path, e.getMessage()),
          e);
    }
    return new SessionFolder(path);
  }

  /** The file of an application; its name says which one, and has nothing in it but letters. */
  SessionArchive archive(String application) {
    String name = URLEncoder.encode(application, StandardCharsets.UTF_8).replace("*", "%2A");
    return new SessionArchive(path.resolve(name + ".sessions"));
  }
}
