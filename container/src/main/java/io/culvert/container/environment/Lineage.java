package io.culvert.container.environment;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A class and those it extends, eldest first, which is the order in which an object comes to life.
 *
 * @param type the class of the object
 */
record Lineage(Class<?> type) {
  List<Class<?>> classes() {
    Deque<Class<?>> eldestFirst = new ArrayDeque<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      eldestFirst.addFirst(c);
    }
    return new ArrayList<>(eldestFirst);
  }

  /** Whether a younger class has put another method in the place of this one. */
  boolean overrides(Method method) {
    if (Modifier.isPrivate(method.getModifiers())) {
      return false;
    }
    Class<?> declaring = method.getDeclaringClass();
    for (Class<?> c = type; c != null && c != declaring; c = c.getSuperclass()) {
      for (Method other : c.getDeclaredMethods()) {
        if (isSame(method, other) && reaches(method, c)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(Method method, Method other) {
    return other.getName().equals(method.getName())
        && List.of(other.getParameterTypes()).equals(List.of(method.getParameterTypes()));
  }

  private static boolean reaches(Method method, Class<?> younger) {
    int modifiers = method.getModifiers();
    return Modifier.isPublic(modifiers)
        || Modifier.isProtected(modifiers)
        || younger.getPackage() == method.getDeclaringClass().getPackage();
  }
}
