package io.culvert.container.session;

/**
 * What a node is among others.
 *
 * @param own what its ids end with
 * @param others those that keep sessions of their own
 */
public record Cluster(Route own, OtherNodes others) {
  /** A node without others, whose ids have no end. */
  public static final Cluster ALONE = new Cluster(Route.NONE, OtherNodes.NONE);

  @SuppressWarnings("ReferenceEquality") // the one that stands for none
  boolean hasOthers() {
    return others != OtherNodes.NONE;
  }
}
