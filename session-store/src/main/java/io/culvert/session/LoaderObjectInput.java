package io.culvert.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Reads objects whose classes certain loaders know, which are asked in turn; never the caller's.
 */
final class LoaderObjectInput extends ObjectInputStream {
  private final List<ClassLoader> loaders;

  LoaderObjectInput(InputStream in, List<ClassLoader> loaders) throws IOException {
    super(in);
    this.loaders = loaders;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    Class<?> primitive = Class.forPrimitiveName(description.getName());
    return primitive == null ? load(description.getName()) : primitive;
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    for (ClassLoader loader : loaders.subList(0, loaders.size() - 1)) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException _) {
        // the next may know it
      }
    }
    return Class.forName(name, false, loaders.getLast());
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
    Class<?>[] types = new Class<?>[interfaces.length];
    for (int i = 0; i < interfaces.length; i++) {
      types[i] = load(interfaces[i]);
    }
    // the replacement, asking an InvocationHandler, can't help here: its fields come from the
    // stream
    @SuppressWarnings("deprecation")
    Class<?> proxy = Proxy.getProxyClass(loaders.getLast(), types);
    return proxy;
  }
}
