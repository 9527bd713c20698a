package io.culvert.container.config;

/**
 * Something in the configuration that can't be meant.
 *
 * @param where the place to look at: {@code FILE:LINE: KEY}, an environment variable or an option
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(String where, String message) {
  /** The problem as one line for the operator. */
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
