package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes the inventory of each WAR once, so that the next deployment reads one file instead of
 * opening every jar. A folder that is served from where it is may change at any time, and is looked
 * at each time.
 *
 * @param builds keeps the inventories
 * @param fresh takes them
 */
record KeptInventories(Builds builds, Inventories fresh) implements Inventories {
  private static final String FILE = "inventory";

  @Override
  public Inventory of(Exploded exploded) throws DeploymentException {
    return exploded.isPrivate() ? kept(exploded) : fresh.of(exploded);
  }

  private Inventory kept(Exploded exploded) throws DeploymentException {
    Key key = Key.of(Kind.INVENTORY, InventoryFile.FORMAT, KeptIndexes.VERSION, exploded.digest());
    Builder<DeploymentException> builder =
        folder -> new InventoryFile(folder.resolve(FILE)).write(fresh.of(exploded));
    Path lib = exploded.root().resolve("WEB-INF/lib");
    try {
      String subject = exploded.spec().war().getFileName().toString();
      Entry entry = builds.entry(key, subject, builder);
      return new InventoryFile(entry.folder().resolve(FILE)).read(lib);
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: its classes and jars cannot be looked through: %s"
              .formatted(exploded.spec().war(), e.getMessage()),
          e);
    }
  }
}
