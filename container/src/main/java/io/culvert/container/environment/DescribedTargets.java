package io.culvert.container.environment;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.metadata.javaee.spec.ResourceInjectionTargetMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The {@code injection-target} elements of a descriptor, by the class they name. The name is that
 * of a bean property first and of a field second (Jakarta EE 11 Platform §5.2.5).
 */
final class DescribedTargets {
  private static final String CLASS = "injection-target-class";
  private static final String NAME = "injection-target-name";

  /**
   * @param member where something is put
   * @param path the absolute name of what is put there
   */
  record Target(Member member, String path) {}

  private final ClassLoader loader;
  private final Map<String, List<Target>> byClass = new HashMap<>();

  DescribedTargets(ClassLoader loader) {
    this.loader = loader;
  }

  List<Target> of(Class<?> type) {
    return byClass.getOrDefault(type.getName(), List.of());
  }

  /**
   * Takes the targets of one declaration.
   *
   * @return the type of the first of them, which is that of the declaration if it has none
   */
  Optional<Class<?>> add(String name, @Nullable Set<ResourceInjectionTargetMetaData> targets)
      throws DeclarationException {
    Optional<Class<?>> first = Optional.empty();
    for (ResourceInjectionTargetMetaData each : Declared.all(targets)) {
      String className = Declared.text(each.getInjectionTargetClass());
      Member member = member(className, Declared.text(each.getInjectionTargetName()));
      byClass
          .computeIfAbsent(className, _ -> new ArrayList<>())
          .add(new Target(member, Reference.path(name)));
      first = first.isPresent() ? first : Optional.of(Injection.typeOf(member));
    }
    return first;
  }

  private Member member(String className, String name) throws DeclarationException {
    Class<?> type = load(className);
    String setter = "set" + name.substring(0, Math.min(1, name.length())).toUpperCase(Locale.ROOT);
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(setter + name.substring(Math.min(1, name.length())))
          && method.getParameterCount() == 1
          && isOfObjects(method)) {
        return method;
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(name) && isOfObjects(field)) {
        return field;
      }
    }
    throw new DeclarationException(
        NAME, name, "%s has neither a setter nor a field of that name".formatted(className));
  }

  private Class<?> load(String className) throws DeclarationException {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new DeclarationException(CLASS, className, "the class cannot be loaded: " + e);
    }
  }

  private static boolean isOfObjects(Member member) {
    return !Modifier.isStatic(member.getModifiers()) && !Modifier.isFinal(member.getModifiers());
  }
}
