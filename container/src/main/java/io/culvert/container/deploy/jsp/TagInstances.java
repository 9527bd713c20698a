package io.culvert.container.deploy.jsp;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes compiled pages and tag handlers by the same means as servlets and filters, so that they are
 * injected and released alike.
 */
final class TagInstances implements InstanceManager {
  private final ClassIntrospecter introspecter;

  /** Lives as long as the class: pages that changed leave nothing behind. */
  private final ClassValue<InstanceFactory<?>> factories =
      new ClassValue<>() {
        @Override
        protected InstanceFactory<?> computeValue(Class<?> type) {
          return factoryOf(type);
        }
      };

  /** What has to be released; instances of the plain kind, which is most, never come here. */
  private final Map<Identity, InstanceHandle<?>> handles = new ConcurrentHashMap<>();

  TagInstances(ClassIntrospecter introspecter) {
    this.introspecter = introspecter;
  }

  /** An application may have its own notion of when two of its tags are equal. */
  private record Identity(Object instance) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity(Object otherInstance) && instance == otherInstance;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(instance);
    }
  }

  @Override
  public Object newInstance(Class<?> type) throws InstantiationException {
    InstanceHandle<?> handle = factories.get(type).createInstance();
    if (!(handle instanceof ImmediateInstanceHandle)) {
      handles.put(new Identity(handle.getInstance()), handle);
    }
    return handle.getInstance();
  }

  @Override
  public Object newInstance(String className)
      throws ClassNotFoundException, InstantiationException {
    return newInstance(className, Thread.currentThread().getContextClassLoader());
  }

  @Override
  public Object newInstance(String className, ClassLoader loader)
      throws ClassNotFoundException, InstantiationException {
    return newInstance(loader.loadClass(className));
  }

  /** Does nothing: Jasper is told to have all instances made here. */
  @Override
  public void newInstance(Object instance) {}

  @Override
  public void destroyInstance(Object instance) throws InvocationTargetException {
    InstanceHandle<?> handle = handles.remove(new Identity(instance));
    if (handle != null) {
      handle.release();
    }
  }

  private InstanceFactory<?> factoryOf(Class<?> type) {
    try {
      return introspecter.createInstanceFactory(type);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "%s needs a constructor without parameters".formatted(type.getName()), e);
    }
  }
}
