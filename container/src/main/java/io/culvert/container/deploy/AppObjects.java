package io.culvert.container.deploy;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes the servlets, filters and listeners of an application, and calls their {@link
 * PostConstruct} and {@link PreDestroy} methods (Servlet 6.1 §15.5). The place where injection
 * would go. What has nothing to do at its end gets Undertow's plain handle, so that nobody has to
 * remember it until then.
 */
final class AppObjects implements ClassIntrospecter {
  private static final Logger LOG = Logger.getLogger(AppObjects.class);

  @Override
  public <T> InstanceFactory<T> createInstanceFactory(Class<T> type) throws NoSuchMethodException {
    Constructor<T> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    List<Method> afterwards = methods(type, PostConstruct.class);
    List<Method> before = methods(type, PreDestroy.class);
    return () -> {
      try {
        T instance = constructor.newInstance();
        for (Method method : afterwards) {
          method.invoke(instance);
        }
        return before.isEmpty()
            ? new ImmediateInstanceHandle<>(instance)
            : new Made<>(instance, before);
      } catch (InvocationTargetException e) {
        throw failure(type, e.getCause() == null ? e : e.getCause());
      } catch (IllegalAccessException e) {
        throw failure(type, e);
      }
    };
  }

  /** Those of the superclasses first, as the life of an object begins. */
  private static List<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
    List<Method> found = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.isAnnotationPresent(annotation) && method.getParameterCount() == 0) {
          method.setAccessible(true);
          found.addFirst(method);
        }
      }
    }
    return found;
  }

  private static InstantiationException failure(Class<?> type, Throwable cause) {
    InstantiationException failure =
        new InstantiationException("%s cannot be made: %s".formatted(type.getName(), cause));
    failure.initCause(cause);
    return failure;
  }

  private record Made<T>(T instance, List<Method> before) implements InstanceHandle<T> {
    @Override
    public T getInstance() {
      return instance;
    }

    @Override
    public void release() {
      for (Method method : before.reversed()) {
        try {
          method.invoke(instance);
        } catch (ReflectiveOperationException e) {
          LOG.warnf(e, "%s: @PreDestroy failed", instance.getClass().getName());
        }
      }
    }
  }
}
