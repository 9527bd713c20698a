package io.culvert.container.environment;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.metadata.javaee.spec.LifecycleCallbackMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Methods that are called at the beginning, or at the end, of the life of an object: those with an
 * annotation and those that a descriptor names, one for each class, eldest class first. A method
 * that is overridden is not called for the class that has lost it.
 */
final class Callbacks {
  private static final String METHOD = "lifecycle-callback-method";

  private final Class<? extends Annotation> annotation;
  private final Predicate<Class<?>> counts;
  private final Map<String, String> described = new HashMap<>();

  /**
   * @param annotation marks the methods
   * @param counts whether the annotations of a class count
   */
  Callbacks(Class<? extends Annotation> annotation, Predicate<Class<?>> counts) {
    this.annotation = annotation;
    this.counts = counts;
  }

  /** Takes what a descriptor says; it wins over annotations of the same class. */
  void describe(@Nullable Iterable<LifecycleCallbackMetaData> callbacks, ClassLoader loader)
      throws DeclarationException {
    if (callbacks == null) {
      return;
    }
    for (LifecycleCallbackMetaData each : callbacks) {
      String className = Declared.text(each.getClassName());
      String method = Declared.text(each.getMethodName());
      check(className, method, loader);
      described.put(className, method);
    }
  }

  private static void check(String className, String method, ClassLoader loader)
      throws DeclarationException {
    try {
      Class<?> type = Class.forName(className, false, loader);
      if (Arrays.stream(type.getDeclaredMethods()).noneMatch(each -> isNamed(each, method))) {
        throw new DeclarationException(
            METHOD, method, "'%s' has no such method without parameters".formatted(className));
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new DeclarationException(
          METHOD,
          method,
          "its lifecycle-callback-class '%s' cannot be loaded: %s".formatted(className, e));
    }
  }

  private static boolean isNamed(Method method, String name) {
    return method.getName().equals(name) && method.getParameterCount() == 0;
  }

  /** Those of a class and of all it extends, made accessible. */
  List<Method> of(Class<?> type) {
    Lineage lineage = new Lineage(type);
    List<Method> found = new ArrayList<>();
    for (Class<?> each : lineage.classes()) {
      for (Method method : each.getDeclaredMethods()) {
        if (isCalled(method) && !lineage.overrides(method)) {
          method.setAccessible(true);
          found.add(method);
        }
      }
    }
    return found;
  }

  private boolean isCalled(Method method) {
    if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
      return false;
    }
    Class<?> type = method.getDeclaringClass();
    String name = described.get(type.getName());
    return name == null
        ? method.isAnnotationPresent(annotation) && counts.test(type)
        : name.equals(method.getName());
  }
}
