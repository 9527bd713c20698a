package io.culvert.container.frontend.check;

/**
 * Something that would hurt.
 *
 * @param what happens, as a sentence
 * @param instead what to write there; empty if there is nothing to write
 */
public record Finding(Place place, Severity severity, String what, String instead) {
  @Override
  public String toString() {
    String first = "%s: %s: %s".formatted(place, severity, what);
    return instead.isEmpty() ? first : first + "\n    instead: " + instead;
  }
}
