package io.culvert.bench.start;

import java.time.Duration;

/**
 * One start of a server.
 *
 * @param server how it is named in a report
 * @param cached whether it had started with this application before
 * @param wall from the start of the process to the first right answer of a page
 * @param cpu processor time, user and system, that the process had used by then
 */
public record Start(String server, boolean cached, Duration wall, Duration cpu) {}
