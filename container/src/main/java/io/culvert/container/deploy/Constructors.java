package io.culvert.container.deploy;

/** Says why a class of the application cannot be made into an object. */
final class Constructors {
  private Constructors() {}

  static String problem(Throwable e) {
    return e instanceof NoSuchMethodException
        ? "the class has no constructor without arguments"
        : "the class cannot be used: " + e;
  }
}
