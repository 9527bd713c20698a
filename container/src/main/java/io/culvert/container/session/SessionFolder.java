package io.culvert.container.session;

import io.culvert.session.SessionArchive;
import io.culvert.session.SessionProofs;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Set;

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
   * @throws IOException if it can't be made, or others may write to it; the message is for the
   *     operator
   */
  static SessionFolder open(Path path) throws IOException {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      refuseIfOthersWrite(path);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be the folder for sessions (setting sessions.folder): %s"
              .formatted(path, e.getMessage()),
          e);
    }
    return new SessionFolder(path);
  }

  /** Who can write there chooses the objects that are read from there, and makes proofs. */
  private static void refuseIfOthersWrite(Path path) throws IOException {
    Set<PosixFilePermission> others =
        Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    if (!Collections.disjoint(Files.getPosixFilePermissions(path), others)) {
      throw new IOException(
          "others may write there, and could take sessions over; 'chmod go-w' it");
    }
  }

  /**
   * The key for proofs; a new one if there is none. Servers that share their sessions need copies
   * of one key.
   *
   * @throws IOException if it can't be read or made; the message is for the operator
   */
  byte[] key() throws IOException {
    Path file = path.resolve("key");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != SessionProofs.KEY_BYTES) {
        throw new IOException(
            "it has %d bytes, not %d".formatted(key.length, SessionProofs.KEY_BYTES));
      }
      return key;
    } catch (IOException e) {
      throw new IOException(
          "%s: no usable key for session cookies: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[SessionProofs.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path written = file.resolveSibling("key.new");
    Files.deleteIfExists(written);
    Files.createFile(
        written,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(written, key);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The file of an application; its name says which one, and has nothing in it but letters. */
  SessionArchive archive(String application) {
    return new SessionArchive(file(application, ".sessions"));
  }

  /** Where a store on disk keeps the sessions of an application. */
  Path database(String application) {
    return file(application, ".mv");
  }

  private Path file(String application, String suffix) {
    String name = URLEncoder.encode(application, StandardCharsets.UTF_8).replace("*", "%2A");
    return path.resolve(name + suffix);
  }
}
