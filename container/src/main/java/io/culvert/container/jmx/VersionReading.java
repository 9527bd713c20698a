package io.culvert.container.jmx;

import io.culvert.container.apps.AppStatus;

/**
 * One version of an application that serves.
 *
 * @param version empty if there are no versions side by side
 * @param generation counts what was started at this address, from 1
 * @param war what was deployed
 * @param contentDigest the SHA-256 of its content
 * @param since when it began to serve, by ISO 8601 in UTC
 * @param requests all it has had
 * @param errors those that were answered with 500 or more
 * @param requestsRunning those that run now
 * @param sessions those that live now
 */
public record VersionReading(
    String version,
    int generation,
    String war,
    String contentDigest,
    String since,
    long requests,
    long errors,
    int requestsRunning,
    long sessions) {
  static VersionReading of(AppStatus.Serving serving) {
    return new VersionReading(
        serving.version(),
        serving.generation(),
        serving.war().toString(),
        serving.digest(),
        serving.since().toString(),
        serving.traffic().requests(),
        serving.traffic().errors(),
        serving.traffic().running(),
        serving.sessions());
  }
}
