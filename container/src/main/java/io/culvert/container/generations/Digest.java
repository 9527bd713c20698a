package io.culvert.container.generations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of what a WAR holds. */
final class Digest {
  private final MessageDigest sha = sha256();

  private Digest() {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Reads a WAR. Of an exploded one it is the content of {@code WEB-INF} and {@code META-INF} and
   * where the folder really is: a link that has moved on leads to other static files.
   */
  static String of(Path war) throws IOException {
    if (!Files.isDirectory(war)) {
      return copying(war, OutputStream.nullOutputStream());
    }
    Digest digest = new Digest();
    Path real = war.toRealPath();
    digest.add(real.toString());
    for (Path file : Stat.files(real)) {
      digest.add(real.relativize(file).toString());
      digest.add(of(file));
    }
    return digest.hex();
  }

  /** Of a text. */
  static String ofText(String text) {
    Digest digest = new Digest();
    digest.add(text);
    return digest.hex();
  }

  /** Copies a file and says what was copied; the target stays open. */
  static String copying(Path file, OutputStream target) throws IOException {
    Digest digest = new Digest();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(target, digest.sha));
    }
    return digest.hex();
  }

  private void add(String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
