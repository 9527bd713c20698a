package io.culvert.container.environment;

/** A declaration in a descriptor that can't be meant. */
public final class DeclarationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String element;
  private final String text;

  /**
   * Complains about {@code <element>text</element>}.
   *
   * @param problem what is wrong, and what would be right
   */
  DeclarationException(String element, String text, String problem) {
    super(problem);
    this.element = element;
    this.text = text;
  }

  /** The element to look at. */
  public String element() {
    return element;
  }

  /** What stands in it. */
  public String text() {
    return text;
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
