package io.culvert.container.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a WAR a folder. A {@code .war} file is copied, verified and unpacked into a private folder
 * of this deployment, so that the deployed file may be replaced or deleted at any time; a folder is
 * served from where it is.
 */
final class Unpack implements Stage<DeploymentSpec, Exploded> {
  private final Path workFolder;
  private final UnpackLimits limits;

  /**
   * @param workFolder where private folders of deployments are made; made itself when it is missing
   */
  Unpack(Path workFolder, UnpackLimits limits) {
    this.workFolder = workFolder;
    this.limits = limits;
  }

  @Override
  public Exploded run(DeploymentSpec spec) throws DeploymentException {
    if (!Files.exists(spec.content())) {
      throw new DeploymentException("%s: there is no such file or folder".formatted(spec.war()));
    }
    Path work = newWorkFolder(spec);
    try {
      return Files.isDirectory(spec.content()) ? inPlace(spec, work) : copy(spec, work);
    } catch (DeploymentException | IOException | RuntimeException e) {
      DeploymentException failure = explained(spec, e);
      discard(work, failure);
      throw failure;
    }
  }

  private static DeploymentException explained(DeploymentSpec spec, Exception e) {
    return switch (e) {
      case DeploymentException why ->
          new DeploymentException("%s: %s".formatted(spec.war(), why.getMessage()), why);
      case AccessDeniedException denied ->
          new DeploymentException("%s: no permission".formatted(denied.getFile()), denied);
      default -> new DeploymentException("%s: cannot unpack: %s".formatted(spec.war(), e), e);
    };
  }

  private static Exploded inPlace(DeploymentSpec spec, Path work) throws IOException {
    // Where the folder is a link that moves with each release, this generation stays with its own.
    Path root = spec.content().toRealPath();
    MessageDigest digest = sha256();
    new FolderTree(root).addTo(digest);
    return exploded(spec, root, digest, work);
  }

  /** The deployment's folder is still closed to everybody. */
  private static Exploded exploded(DeploymentSpec spec, Path root, MessageDigest digest, Path work)
      throws IOException {
    Exploded exploded = new Exploded(spec, root, hex(digest), work);
    Access.PRIVATE.grantTo(Files.createDirectory(exploded.privateFolder()));
    return exploded;
  }

  private Exploded copy(DeploymentSpec spec, Path work) throws DeploymentException, IOException {
    Path copy = work.resolve("copy.war");
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
      Files.copy(spec.content(), out);
    }
    Path unfinished = work.resolve("app.unfinished");
    new WarArchive(limits).unpack(copy, unfinished);
    Path root = work.resolve("app");
    Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(copy);
    PublicFiles.open(root);
    Exploded exploded = exploded(spec, root, digest, work);
    Access.PASSAGE.grantTo(work);
    return exploded;
  }

  private Path newWorkFolder(DeploymentSpec spec) throws DeploymentException {
    String name = spec.displayName().replaceAll("[^A-Za-z0-9.-]", "_");
    try {
      Files.createDirectories(workFolder);
      return Files.createTempDirectory(
          workFolder.toRealPath(), name.substring(0, Math.min(40, name.length())) + "-");
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: cannot make a work folder: %s".formatted(workFolder, e), e);
    }
  }

  private static void discard(Path work, DeploymentException failure) {
    try {
      new FolderTree(work).delete();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
