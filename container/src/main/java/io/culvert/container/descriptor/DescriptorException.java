package io.culvert.container.descriptor;

import org.jspecify.annotations.Nullable;

/** Says what is wrong in a descriptor; the message begins with its file and, if known, its line. */
public final class DescriptorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  /**
   * Points at a place in a descriptor.
   *
   * @param where a file as {@code WEB-INF/web.xml}, or a file and line as {@code
   *     WEB-INF/web.xml:12}
   * @param problem what is wrong there and what to do
   */
  public DescriptorException(String where, String problem) {
    this(where, problem, null);
  }

  DescriptorException(String where, String problem, @Nullable Throwable cause) {
    super(where + ": " + problem, cause);
    this.message = where + ": " + problem;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
