package io.culvert.bench.measure;

/**
 * A turn in which not every request was answered well, so that its figures mean nothing.
 *
 * @param reason how many answers there were and what went wrong, in wrk's words
 */
public record Spoilt(String reason) implements Turn {
  static Spoilt by(Load load) {
    return new Spoilt("%,d answers, failed: %s".formatted(load.requests(), load.errors()));
  }
}
