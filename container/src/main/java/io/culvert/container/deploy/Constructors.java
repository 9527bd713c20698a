package io.culvert.container.deploy;

import io.culvert.container.environment.InjectionException;

/** Says why a class of the application cannot be made into an object. */
final class Constructors {
  private Constructors() {}

  static String problem(Throwable e) {
    return switch (e) {
      case NoSuchMethodException _ -> "the class has no constructor without arguments";
      case InjectionException _ -> String.valueOf(e.getMessage());
      default -> "the class cannot be used: " + e;
    };
  }
}
