package io.culvert.connector.monitor;

/**
 * How long things took: requests, from their first record to the end of their response, and others.
 * Each value is at least the exact one and at most 1/32 larger.
 *
 * @param count how many there were
 * @param p50 microseconds within which half of them were done
 * @param p90 the same for 90 %
 * @param p99 the same for 99 %
 * @param p999 the same for 99.9 %
 * @param max microseconds the slowest took; above 71 minutes all count as 71 minutes
 */
public record Latency(long count, long p50, long p90, long p99, long p999, long max) {}
