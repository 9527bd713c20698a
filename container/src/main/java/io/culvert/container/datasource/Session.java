package io.culvert.container.datasource;

import java.util.Optional;

/**
 * The state in which every connection is given out.
 *
 * @param readOnly whether the database is told that nothing will be changed
 * @param isolation the isolation level, as the constants of {@link java.sql.Connection} are called
 * @param validationQuery tests whether a connection is alive, for drivers that can't tell
 */
public record Session(
    boolean readOnly, Optional<String> isolation, Optional<String> validationQuery) {
  /** What the driver thinks right. */
  public static final Session DEFAULT = new Session(false, Optional.empty(), Optional.empty());
}
