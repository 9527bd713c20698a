package io.culvert.session;

/** A source of ids nobody can guess. Safe for any number of threads; never blocks. */
@FunctionalInterface
public interface SessionIds {
  /** An id that was never given out before, as far as 128 random bits promise that. */
  SessionId next();
}
