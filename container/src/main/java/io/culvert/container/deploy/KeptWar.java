package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import io.culvert.container.buildcache.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Unpacks each content once, and gives every deployment a folder of its own of it.
 *
 * @param builds keeps what was unpacked
 * @param fresh unpacks
 */
record KeptWar(Builds builds, FreshWar fresh) implements WarSource {
  /** Another way of unpacking makes another result. */
  private static final String VERSION = "1";

  /** A file that is replaced that often in a row is still being written. */
  private static final int ATTEMPTS = 3;

  private static final String APP = "app";

  @Override
  public String unpack(DeploymentSpec spec, Path root) throws DeploymentException, IOException {
    for (int attempt = 1; ; attempt++) {
      String digest = digest(spec, attempt);
      try {
        new PrivateCopy(unpacked(spec, digest).resolve(APP), root).make();
        return digest;
      } catch (DeploymentException e) {
        // what was replaced between two looks is looked at again
        if (attempt == ATTEMPTS || Sha256.of(spec.content()).equals(digest)) {
          throw e;
        }
      }
    }
  }

  /** What was read before is believed once: if it is something else by now, that is not found. */
  private static String digest(DeploymentSpec spec, int attempt) throws IOException {
    Optional<String> known = spec.digest();
    return attempt == 1 && known.isPresent() ? known.get() : Sha256.of(spec.content());
  }

  private Path unpacked(DeploymentSpec spec, String digest)
      throws DeploymentException, IOException {
    Key key = Key.of(Kind.WAR, VERSION, fresh.limits().toString(), digest);
    Builder<DeploymentException> builder = folder -> build(spec, folder.resolve(APP), digest);
    return builds.entry(key, spec.war().getFileName().toString(), builder).folder();
  }

  private void build(DeploymentSpec spec, Path root, String digest)
      throws DeploymentException, IOException {
    if (!fresh.unpack(spec, root).equals(digest)) {
      throw new DeploymentException("it changes while it is read; deploy it when it is complete");
    }
  }
}
