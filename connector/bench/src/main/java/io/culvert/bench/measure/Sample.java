package io.culvert.bench.measure;

import java.time.Duration;

/**
 * One window's figures.
 *
 * @param requestsPerSecond answers received per second
 * @param p99Micros latency that 99 of 100 answers kept, in microseconds
 * @param cpuMicros the server's processor time, user and system, per request, in microseconds
 * @param residentBytes the server's resident memory at the end of the window
 */
public record Sample(
    double requestsPerSecond, double p99Micros, double cpuMicros, double residentBytes)
    implements Turn {

  static Sample of(Load load, Duration cpu, long residentBytes) {
    return new Sample(
        load.requestsPerSecond(),
        load.p99().toNanos() / 1e3,
        cpu.toNanos() / 1e3 / load.requests(),
        residentBytes);
  }
}
