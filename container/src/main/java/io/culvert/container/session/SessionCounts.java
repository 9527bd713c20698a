package io.culvert.container.session;

/**
 * What became of the sessions of one application, since it started.
 *
 * @param deployment the application's name
 * @param active how many there are now
 * @param capacity how many there can be; {@link Long#MAX_VALUE} if their number has no limit
 * @param created how many were made
 * @param expired how many ended because their time was up
 * @param evicted how many ended because there was no room
 * @param invalidated how many the application ended itself
 */
public record SessionCounts(
    String deployment,
    long active,
    long capacity,
    long created,
    long expired,
    long evicted,
    long invalidated) {}
