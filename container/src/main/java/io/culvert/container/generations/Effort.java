package io.culvert.container.generations;

/** What is started although nothing about it has changed. */
enum Effort {
  /** Nothing. */
  CHANGED,
  /** What has failed before. */
  FAILED_TOO,
  /** Everything. */
  ALL;

  /** Whether to start what has failed with this very content. */
  boolean retries() {
    return this != CHANGED;
  }

  /** Whether to start what runs with this very content. */
  boolean restarts() {
    return this == ALL;
  }
}
