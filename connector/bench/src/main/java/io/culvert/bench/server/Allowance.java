package io.culvert.bench.server;

import java.util.List;

/**
 * What servers in a JVM may use.
 *
 * @param heap the greatest heap, as {@code -Xmx} takes it; if empty, what the JVM thinks fit
 * @param culvert options of {@code culvert run}
 */
public record Allowance(String heap, List<String> culvert) {
  /** What they are content with by themselves. */
  public static final Allowance DEFAULT = new Allowance("", List.of());

  /** Copies the options. */
  public Allowance {
    culvert = List.copyOf(culvert);
  }

  /** Options of the JVM. */
  List<String> jvm() {
    return heap.isEmpty() ? List.of() : List.of("-Xmx" + heap);
  }

  /** What stands before a command whose launcher reads options of its JVM from the environment. */
  List<String> environment() {
    return heap.isEmpty() ? List.of() : List.of("env", "JAVA_OPTS=-Xmx" + heap);
  }
}
