package io.culvert.container.deploy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a WAR a folder. A {@code .war} file is verified and unpacked into a private folder of this
 * deployment, so that the deployed file may be replaced or deleted at any time; a folder is served
 * from where it is.
 */
final class Unpack implements Stage<DeploymentSpec, Exploded> {
  private final Path workFolder;
  private final WarSource wars;

  /**
   * @param workFolder where private folders of deployments are made; made itself when it is missing
   * @param wars unpacks them
   */
  Unpack(Path workFolder, WarSource wars) {
    this.workFolder = workFolder;
    this.wars = wars;
  }

  /** Unpacks each WAR anew for each deployment. */
  Unpack(Path workFolder, UnpackLimits limits) {
    this(workFolder, new FreshWar(limits));
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
      default ->
          new DeploymentException("%s: cannot unpack: %s".formatted(spec.war(), reason(e)), e);
    };
  }

  /** Only the message of an exception of no particular kind tells all, as the build cache's do. */
  private static String reason(Exception e) {
    return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
  }

  private static Exploded inPlace(DeploymentSpec spec, Path work) throws IOException {
    // Where the folder is a link that moves with each release, this generation stays with its own.
    Path root = spec.content().toRealPath();
    return exploded(spec, root, new FolderTree(root).digest(), work);
  }

  /** The deployment's folder is still closed to everybody. */
  private static Exploded exploded(DeploymentSpec spec, Path root, String digest, Path work)
      throws IOException {
    Exploded exploded = new Exploded(spec, root, digest, work);
    Access.PRIVATE.grantTo(Files.createDirectory(exploded.privateFolder()));
    return exploded;
  }

  private Exploded copy(DeploymentSpec spec, Path work) throws DeploymentException, IOException {
    Path root = work.resolve("app");
    String digest = wars.unpack(spec, root);
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
}
