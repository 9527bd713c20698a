package io.culvert.container.generations;

import java.time.Duration;

/**
 * How patiently generations follow one another.
 *
 * @param watch the time between two looks at what is wanted; zero never to look but when asked
 * @param start how long an application may take to start; then it has failed
 * @param drain how long running requests of a replaced generation may take to end
 * @param stopOldVersions whether a version is stopped that has no sessions left, while a higher one
 *     runs
 * @param unloadIdle after how long an application is unloaded that nobody asks for; zero for never
 */
public record Policy(
    Duration watch, Duration start, Duration drain, boolean stopOldVersions, Duration unloadIdle) {
  /** Unloads nothing. */
  public Policy(Duration watch, Duration start, Duration drain, boolean stopOldVersions) {
    this(watch, start, drain, stopOldVersions, Duration.ZERO);
  }
}
