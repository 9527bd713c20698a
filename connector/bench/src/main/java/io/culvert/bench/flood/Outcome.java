package io.culvert.bench.flood;

/**
 * What became of a server in a flood.
 *
 * @param server how it is named in a report
 * @param hits requests of the flood that were answered well
 * @param failed requests of the flood that were not
 * @param hitsPerSecond of the flood
 * @param plainPerSecond requests per second of a page without a session, measured in turn with it;
 *     0 if it was not
 * @param visits what the regular users met
 * @param sameCode whether a page was served by the same class before and afterwards
 * @param heapBefore bytes used after a full collection, before the flood
 * @param heapAfter the same afterwards; negative if the server did not react any more
 */
public record Outcome(
    String server,
    long hits,
    long failed,
    double hitsPerSecond,
    double plainPerSecond,
    Visits visits,
    boolean sameCode,
    long heapBefore,
    long heapAfter) {
  /**
   * What the regular users met.
   *
   * @param members how many there were
   * @param clicks how often they came
   * @param failed how often they got no good answer
   * @param lost how many of them were nobody at least once
   */
  public record Visits(int members, long clicks, long failed, long lost) {}
}
