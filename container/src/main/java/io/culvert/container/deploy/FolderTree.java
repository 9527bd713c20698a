package io.culvert.container.deploy;

import io.culvert.container.buildcache.Sha256;
import io.culvert.container.buildcache.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder and all that is below it. Symbolic links are never followed.
 *
 * @param root the folder
 */
record FolderTree(Path root) {
  /** The SHA-256 of every file's path, size and content, as lower-case hex. */
  String digest() throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Path file : files()) {
      String name = root.relativize(file).toString();
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      if (Files.isSymbolicLink(file)) {
        digest.update(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
      } else {
        digest.update((Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
        addContent(file, digest);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addContent(Path file, MessageDigest digest) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder that was there a moment ago is gone
    }
  }

  /** Deletes the folder and all that is below it; one that is not there is as good as deleted. */
  void delete() throws IOException {
    Tree.delete(root);
  }
}
