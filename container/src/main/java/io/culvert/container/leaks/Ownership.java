package io.culvert.container.leaks;

import org.jspecify.annotations.Nullable;

/**
 * Whether something belongs to an application.
 *
 * @param loader the application's
 */
record Ownership(ClassLoader loader) {
  /** Whether it is the loader, or one that the application has made below it. */
  private boolean isOrIsBelow(@Nullable ClassLoader other) {
    for (ClassLoader each = other; each != null; each = each.getParent()) {
      if (loader.equals(each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is of one of the application's classes, or is such a class or the loader itself. */
  boolean covers(@Nullable Object object) {
    return switch (object) {
      case null -> false;
      case Class<?> type -> isOrIsBelow(type.getClassLoader());
      case ClassLoader other -> isOrIsBelow(other);
      default -> isOrIsBelow(object.getClass().getClassLoader());
    };
  }
}
