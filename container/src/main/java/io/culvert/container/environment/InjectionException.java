package io.culvert.container.environment;

/**
 * A class wants to be given what there is not. Unchecked, because the servlet engine asks for
 * objects where it expects no such failure.
 */
public final class InjectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InjectionException(String message) {
    super(message);
  }

  InjectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
