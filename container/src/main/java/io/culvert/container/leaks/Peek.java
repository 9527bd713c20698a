package io.culvert.container.leaks;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads private fields of the Java runtime, which has no other way to tell what a thread will run
 * or what its variables are. Finds nothing where the runtime does not let itself be looked into:
 * the launcher opens the packages that are needed.
 */
final class Peek {
  private Peek() {}

  /** The value of a field that an object has from the given class; empty if it can't be read. */
  static Optional<Object> at(Class<?> type, @Nullable Object object, String name) {
    try {
      Field field = type.getDeclaredField(name);
      return field.trySetAccessible() ? Optional.ofNullable(field.get(object)) : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** The same, for a class that is not public. */
  static Optional<Object> at(String type, @Nullable Object object, String name) {
    try {
      return at(Class.forName(type, false, null), object, name);
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }
}
