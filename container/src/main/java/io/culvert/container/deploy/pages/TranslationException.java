package io.culvert.container.deploy.pages;

/** A page could not be compiled, which is nothing the build cache is to blame for. */
final class TranslationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Exception reason;

  TranslationException(Exception reason) {
    super(reason);
    this.reason = reason;
  }

  /** What Jasper threw. */
  Exception reason() {
    return reason;
  }
}
