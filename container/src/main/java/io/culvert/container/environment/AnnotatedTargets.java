package io.culvert.container.environment;

import jakarta.annotation.Resource;
import jakarta.annotation.Resources;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The {@link Resource} annotations of one class, without those it extends.
 *
 * @param type the class
 */
record AnnotatedTargets(Class<?> type) {
  /**
   * A member that wants to be given something.
   *
   * @param member a field, or a setter
   * @param reference what it wants
   */
  record Target(Member member, Reference reference) {}

  /** The members that are annotated. */
  List<Target> members() {
    List<Target> found = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      Resource resource = field.getAnnotation(Resource.class);
      if (resource != null) {
        refuseStatic(field);
        found.add(target(field, field.getName(), resource));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      Resource resource = method.getAnnotation(Resource.class);
      if (resource != null && !method.isBridge()) {
        refuseStatic(method);
        found.add(target(method, property(method), resource));
      }
    }
    return found;
  }

  /** What the class wants to be there without having it put anywhere. */
  List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    for (Resource resource : type.getDeclaredAnnotationsByType(Resource.class)) {
      add(resource, found);
    }
    Resources several = type.getDeclaredAnnotation(Resources.class);
    if (several != null && found.isEmpty()) {
      for (Resource resource : several.value()) {
        add(resource, found);
      }
    }
    return found;
  }

  private void add(Resource resource, List<Reference> found) {
    if (resource.name().isEmpty()) {
      throw new InjectionException(
          "%s: @Resource on a class needs a name".formatted(type.getName()));
    }
    found.add(new Reference(resource.name(), typeName(resource, Object.class), target(resource)));
  }

  private Target target(Member member, String property, Resource resource) {
    String name = resource.name().isEmpty() ? type.getName() + "/" + property : resource.name();
    String typeName = typeName(resource, Injection.typeOf(member));
    return new Target(member, new Reference(name, typeName, target(resource)));
  }

  private static String typeName(Resource resource, Class<?> otherwise) {
    Class<?> named = resource.type() == Object.class ? otherwise : resource.type();
    return named == Object.class ? "" : named.getName();
  }

  private static String target(Resource resource) {
    return resource.lookup().isEmpty() ? resource.mappedName() : resource.lookup();
  }

  private static String property(Method method) {
    String name = method.getName();
    if (!name.startsWith("set") || name.length() < 4 || method.getParameterCount() != 1) {
      throw new InjectionException(
          "%s: @Resource may stand on setters only, which begin with 'set' and have one parameter"
              .formatted(Injection.describe(method)));
    }
    return name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4);
  }

  private static void refuseStatic(Member member) {
    if (Modifier.isStatic(member.getModifiers())) {
      throw new InjectionException(
          "%s: is static, and @Resource gives to objects".formatted(Injection.describe(member)));
    }
  }
}
