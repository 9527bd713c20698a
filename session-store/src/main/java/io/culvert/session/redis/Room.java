package io.culvert.session.redis;

/**
 * How many sessions a bucket may have.
 *
 * @param sessions in all
 * @param newcomers of which the client has not come back yet
 */
record Room(long sessions, long newcomers) {
  /** For sessions that were promised already. */
  static final Room ENDLESS = new Room(Long.MAX_VALUE, Long.MAX_VALUE);

  /**
   * What the bucket has, and an equal part of what is left of the whole: so no bucket stays full
   * while there is room elsewhere, and until the next count all together take no more than there
   * is.
   *
   * @param has what the bucket has
   * @param most what all may have together
   * @param all what all have together
   */
  static long of(long has, long most, long all) {
    return has + Math.ceilDiv(Math.max(0, most - all), Calls.BUCKETS);
  }
}
