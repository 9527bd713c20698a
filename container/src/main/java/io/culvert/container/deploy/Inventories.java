package io.culvert.container.deploy;

/** Where the inventories of applications come from. */
@FunctionalInterface
interface Inventories {
  /** Of an exploded application, of whose classes none is loaded for it. */
  Inventory of(Exploded exploded) throws DeploymentException;
}
