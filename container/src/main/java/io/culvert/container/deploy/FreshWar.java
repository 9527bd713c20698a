package io.culvert.container.deploy;

import io.culvert.container.buildcache.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Copies a WAR, verifies and unpacks the copy.
 *
 * @param limits what it may grow to
 */
record FreshWar(UnpackLimits limits) implements WarSource {
  @Override
  public String unpack(DeploymentSpec spec, Path root) throws DeploymentException, IOException {
    Path copy = root.resolveSibling("copy.war");
    MessageDigest digest = Sha256.digest();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
      Files.copy(spec.content(), out);
    }
    Path unfinished = root.resolveSibling("app.unfinished");
    new WarArchive(limits).unpack(copy, unfinished);
    Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(copy);
    return HexFormat.of().formatHex(digest.digest());
  }
}
