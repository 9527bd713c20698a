package io.culvert.container.deploy;

import io.culvert.container.environment.Injector;
import io.culvert.container.environment.Recipe;
import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/**
 * Makes the servlets, filters, listeners, pages and tags of an application, gives them what they
 * want, and calls their {@link jakarta.annotation.PostConstruct} and {@link
 * jakarta.annotation.PreDestroy} methods (Servlet 6.1 §15.5). What has nothing to do at its end
 * gets Undertow's plain handle, so that nobody has to remember it until then.
 */
final class AppObjects implements ClassIntrospecter {
  private final Injector injector;

  AppObjects(Injector injector) {
    this.injector = injector;
  }

  /**
   * @throws io.culvert.container.environment.InjectionException if the class wants what there is
   *     not
   */
  @Override
  public <T> InstanceFactory<T> createInstanceFactory(Class<T> type) throws NoSuchMethodException {
    Constructor<T> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Recipe recipe = injector.recipe(type);
    return () -> {
      T instance = instance(constructor);
      recipe.begin(instance);
      return recipe.ends() ? new Made<>(instance, recipe) : new ImmediateInstanceHandle<>(instance);
    };
  }

  private static <T> T instance(Constructor<T> constructor) throws InstantiationException {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw failure(constructor.getDeclaringClass(), e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw failure(constructor.getDeclaringClass(), e);
    }
  }

  private static InstantiationException failure(Class<?> type, Throwable cause) {
    InstantiationException failure =
        new InstantiationException("%s cannot be made: %s".formatted(type.getName(), cause));
    failure.initCause(cause);
    return failure;
  }

  private record Made<T>(T instance, Recipe recipe) implements InstanceHandle<T> {
    @Override
    public T getInstance() {
      return instance;
    }

    @Override
    public void release() {
      recipe.end(instance);
    }
  }
}
