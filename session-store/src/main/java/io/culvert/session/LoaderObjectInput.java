package io.culvert.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** Reads objects whose classes an application's loader knows, not the caller's. */
final class LoaderObjectInput extends ObjectInputStream {
  private static final String ENGINE = "io.undertow.";

  private final ClassLoader application;
  private final ClassLoader container;

  LoaderObjectInput(InputStream in, ClassLoader application, ClassLoader container)
      throws IOException {
    super(in);
    this.application = application;
    this.container = container;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    String name = description.getName();
    Class<?> primitive = Class.forPrimitiveName(name);
    if (primitive != null) {
      return primitive;
    }
    // never falls back to the caller's loader: the server's classes are not the application's
    return Class.forName(name, false, name.startsWith(ENGINE) ? container : application);
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
    Class<?>[] types = new Class<?>[interfaces.length];
    for (int i = 0; i < interfaces.length; i++) {
      types[i] = Class.forName(interfaces[i], false, application);
    }
    // the replacement, asking an InvocationHandler, can't help here: its fields come from the
    // stream
    @SuppressWarnings("deprecation")
    Class<?> proxy = Proxy.getProxyClass(application, types);
    return proxy;
  }
}
