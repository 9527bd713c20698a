package io.culvert.container.config;

/** Makes a value of what was written. */
@FunctionalInterface
interface ValueReader<T> {
  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if it can't be read; the message quotes it and is made for the
   *     operator
   */
  T read(Written written);
}
