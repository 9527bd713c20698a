package io.culvert.container.environment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What is done to every object of a class.
 *
 * @param injections what it is given, when it is new
 * @param afterwards its methods that are called then
 * @param before its methods that are called when it is no longer needed
 */
public record Recipe(List<Injection> injections, List<Method> afterwards, List<Method> before) {
  private static final Logger LOG = Logger.getLogger(Recipe.class);

  /** Nothing at all. */
  public static final Recipe NOTHING = new Recipe(List.of(), List.of(), List.of());

  public Recipe {
    injections = List.copyOf(injections);
    afterwards = List.copyOf(afterwards);
    before = List.copyOf(before);
  }

  /**
   * Gives a new object what it wants and tells it that it may begin.
   *
   * @throws InstantiationException if something cannot be given, or the object does not want to;
   *     the cause is the reason
   */
  public void begin(Object instance) throws InstantiationException {
    for (Injection injection : injections) {
      injection.into(instance);
    }
    for (Method method : afterwards) {
      try {
        method.invoke(instance);
      } catch (InvocationTargetException e) {
        throw failure(instance, e.getCause() == null ? e : e.getCause());
      } catch (IllegalAccessException e) {
        throw failure(instance, e);
      }
    }
  }

  /** Whether there is anything to do at the end. */
  public boolean ends() {
    return !before.isEmpty();
  }

  /** Tells an object that it is no longer needed, youngest class first; failures are logged. */
  public void end(Object instance) {
    for (Method method : before.reversed()) {
      try {
        method.invoke(instance);
      } catch (ReflectiveOperationException e) {
        LOG.warnf(e, "%s: @PreDestroy failed", instance.getClass().getName());
      }
    }
  }

  private static InstantiationException failure(Object instance, Throwable cause) {
    InstantiationException failure =
        new InstantiationException(
            "%s cannot be made: %s".formatted(instance.getClass().getName(), cause));
    failure.initCause(cause);
    return failure;
  }
}
