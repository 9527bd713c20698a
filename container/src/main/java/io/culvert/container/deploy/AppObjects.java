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
 *
 * <p>Undertow drops the handles of what {@code ServletContext.createServlet} and its siblings make,
 * so what is still there when the application ends is ended here.
 */
final class AppObjects implements ClassIntrospecter {
  private final Injector injector;
  private final Alive alive = new Alive();

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
      if (!recipe.ends()) {
        return new ImmediateInstanceHandle<>(instance);
      }
      alive.add(instance, recipe);
      return new Made<>(instance, alive);
    };
  }

  /** Ends all that nobody else has ended; to be called when the application has been stopped. */
  void end() {
    alive.endAll();
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

  private record Made<T>(T instance, Alive alive) implements InstanceHandle<T> {
    @Override
    public T getInstance() {
      return instance;
    }

    @Override
    public void release() {
      alive.end(instance);
    }
  }
}
