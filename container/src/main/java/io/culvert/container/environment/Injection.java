package io.culvert.container.environment;

import io.culvert.container.naming.Bound;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import javax.naming.NamingException;

/**
 * Something that is put into a member of every object of a class.
 *
 * @param member a field, or a method with one parameter, made accessible
 * @param what what is put there; looked up for each object
 */
record Injection(Member member, Bound what) {
  /**
   * Makes sure that what is to be put there fits.
   *
   * @throws InjectionException if it does not
   */
  static Injection of(Member member, Bound what) {
    Class<?> wanted = EntryType.boxed(typeOf(member));
    if (!wanted.isAssignableFrom(what.type())) {
      throw new InjectionException(
          "%s: wants a %s, but is to be given a %s"
              .formatted(describe(member), wanted.getName(), what.type().getName()));
    }
    if (member instanceof AccessibleObject accessible) {
      accessible.setAccessible(true);
    }
    return new Injection(member, what);
  }

  /** The type of what is put there. */
  static Class<?> typeOf(Member member) {
    return switch (member) {
      case Field field -> field.getType();
      case Method method -> method.getParameterTypes()[0];
      default -> throw new IllegalArgumentException(member + " takes nothing");
    };
  }

  /** {@code shop.Cart.db}, as messages call it. */
  static String describe(Member member) {
    return member.getDeclaringClass().getName() + "." + member.getName();
  }

  void into(Object instance) throws InstantiationException {
    try {
      Object value = what.source().find();
      if (member instanceof Field field) {
        field.set(instance, value);
      } else if (member instanceof Method method) {
        method.invoke(instance, value);
      }
    } catch (InvocationTargetException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (NamingException | ReflectiveOperationException | IllegalArgumentException e) {
      throw failure(e);
    }
  }

  private InstantiationException failure(Throwable cause) {
    var failure =
        new InstantiationException("%s cannot be given: %s".formatted(describe(member), cause));
    failure.initCause(cause);
    return failure;
  }
}
