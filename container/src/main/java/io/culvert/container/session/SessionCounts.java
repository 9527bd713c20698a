package io.culvert.container.session;

import io.culvert.session.StoreStatistics;

/**
 * What became of the sessions of one application, since the server started.
 *
 * @param application its name
 * @param store how full its store is, and what that has cost
 * @param latencies how long calls to the store take
 * @param capacity how many sessions there can be; {@link Long#MAX_VALUE} if their number has no
 *     limit
 * @param created how many were stored
 * @param promised how many were asked for when there was nothing to store; those that got something
 *     later are among those created
 * @param expired how many ended because their time was up
 * @param invalidated how many the application ended itself
 * @param strayed how many requests came with an id that leads to another node
 * @param rerouted how many times a client was sent its id anew because it led elsewhere, or nowhere
 * @param relays what became of requests whose sessions other nodes keep
 */
public record SessionCounts(
    String application,
    StoreStatistics store,
    StoreLatencies latencies,
    long capacity,
    long created,
    long promised,
    long expired,
    long invalidated,
    long strayed,
    long rerouted,
    Relays relays) {
  /**
   * Requests that came with an id of another node, whose session is not here.
   *
   * @param answered how many that node answered
   * @param failed how many it could not be asked, or did not answer to the end
   * @param failedOver how many clients were given a new session here after that
   */
  public record Relays(long answered, long failed, long failedOver) {}
}
