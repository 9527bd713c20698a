package io.culvert.session;

/**
 * What became of the attempt to encode or decode one attribute value.
 *
 * @param <T> what was wanted
 */
public sealed interface Coded<T> {
  /** It worked. */
  record Done<T>(T result) implements Coded<T> {
    /** Says nothing about the value, which belongs to the user. */
    @Override
    public String toString() {
      return "Done";
    }
  }

  /**
   * It can't be done.
   *
   * @param reason for the log: names classes, never values
   */
  record Failed<T>(String reason) implements Coded<T> {}
}
