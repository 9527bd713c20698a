package io.culvert.container.datasource;

/**
 * The numbers of a pool at one moment.
 *
 * @param name the data source's
 * @param owner the application that has defined it, empty if it is the server's
 * @param state what has become of it
 * @param active connections in use
 * @param idle connections not in use
 * @param waiting threads that wait for a connection
 * @param max connections there may be at most, on this node
 * @param borrowed how often somebody got a connection
 * @param timeouts how often somebody waited in vain
 * @param lastFailure why, the last time; empty if never
 */
public record PoolStatistics(
    String name,
    String owner,
    State state,
    int active,
    int idle,
    int waiting,
    int max,
    long borrowed,
    long timeouts,
    String lastFailure) {
  /** What has become of a pool. */
  public enum State {
    /** Nobody has asked for a connection yet. */
    UNUSED,
    /** Connections can be had if the database agrees. */
    OPEN,
    /** It gives none any more. */
    CLOSED
  }
}
