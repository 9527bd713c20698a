package io.culvert.container.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The class loader of one generation: it has a {@link Cart} class of its own. */
final class GenerationLoader extends ClassLoader {
  private static final String CART = Cart.class.getName();

  GenerationLoader() {
    super(GenerationLoader.class.getClassLoader());
  }

  /** A cart of the generation whose thread this is. */
  static Object newCart() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return loader.loadClass(CART).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("every generation has carts", e);
    }
  }

  /** Puts something into a cart, which must be of this thread's generation. */
  static void add(Object cart, String thing) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      loader.loadClass(CART).getMethod("add", String.class).invoke(cart, thing);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the cart is another generation's", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(CART)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? copy() : loaded;
    }
  }

  private Class<?> copy() {
    try (InputStream in = Cart.class.getResourceAsStream("Cart.class")) {
      byte[] code = in.readAllBytes();
      return defineClass(CART, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
