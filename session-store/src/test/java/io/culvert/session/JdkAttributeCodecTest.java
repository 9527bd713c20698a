package io.culvert.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class JdkAttributeCodecTest {
  private static final ClassLoader OURS = JdkAttributeCodecTest.class.getClassLoader();

  private final JdkAttributeCodec codec = codec(OURS, JdkAttributeCodec.BOUNDS);

  @Test
  void valueComesBackAsAnEqualOne() {
    List<Object> value =
        new ArrayList<>(
            Arrays.asList("text", 7, int.class, String[].class, Map.of("k", List.of())));
    assertEquals(value, decoded(codec, encoded(value)));
  }

  @Test
  void arraysOfPrimitivesComeBack() {
    assertArrayEquals(new int[] {1, 2}, (int[]) decoded(codec, encoded(new int[] {1, 2})));
  }

  @Test
  void classesComeFromTheApplicationsLoader() throws IOException {
    ClassLoader application = new CopyingLoader(Cart.class);
    Object cart = decoded(codec(application, JdkAttributeCodec.BOUNDS), encoded(new Cart(3)));
    assertSame(application, cart.getClass().getClassLoader());
    assertNotSame(Cart.class, cart.getClass());
  }

  @Test
  void proxiesComeFromTheApplicationsLoader() {
    Comparable<?> proxy =
        (Comparable<?>)
            Proxy.newProxyInstance(OURS, new Class<?>[] {Comparable.class}, new Answering(5));
    Object back = decoded(codec, encoded(proxy));
    assertTrue(Proxy.isProxyClass(back.getClass()));
    assertEquals(5, Proxy.getInvocationHandler(back).hashCode());
  }

  @Test
  void valueThatIsNotSerialisableIsReportedNotThrown() {
    String reason = reason(codec.encode("name", List.of(new Object())));
    assertTrue(reason.contains("java.lang.Object"), reason);
  }

  @Test
  void errorOfAValueThatIsWrittenIsReportedNotThrown() {
    for (Error error : new Error[] {new NoClassDefFoundError("x"), new AssertionError("x")}) {
      String reason = reason(codec.encode("name", new Failing(error)));
      assertTrue(reason.endsWith(error.getClass().getName()), reason);
    }
  }

  /** The classes of a value may be gone when its application is. */
  private record Failing(Error error) implements Serializable {
    private Object writeReplace() {
      throw error;
    }
  }

  @Test
  void valueThatThrowsWhileReadIsReportedWithoutItsData() {
    Coded<Object> result = codec.decode("name", encoded(new Spiteful("4111-1111")));
    assertEquals(
        new Coded.Failed<>("cannot deserialise: java.lang.IllegalArgumentException"), result);
  }

  @Test
  void bytesOfAnUnknownClassAndGarbageAreReported() {
    JdkAttributeCodec stranger =
        codec(ClassLoader.getPlatformClassLoader(), JdkAttributeCodec.BOUNDS);
    String reason = reason(stranger.decode("name", encoded(new Cart(1))));
    assertTrue(reason.contains("Cart"), reason);
    assertInstanceOf(Coded.Failed.class, codec.decode("name", new byte[] {1, 2, 3}));
    assertInstanceOf(Coded.Failed.class, codec.decode("name", new byte[0]));
  }

  @Test
  void filterKeepsOutWhatItForbids() {
    ObjectInputFilter noCarts =
        ObjectInputFilter.Config.createFilter("!" + Cart.class.getName() + ";*");
    Coded<Object> result = codec(OURS, noCarts).decode("name", encoded(new Cart(1)));
    assertInstanceOf(Coded.Failed.class, result);
  }

  @Test
  void boundsStopAValueThatIsTooDeep() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    assertInstanceOf(Coded.Failed.class, codec.decode("name", encoded(deep)));
  }

  private static JdkAttributeCodec codec(ClassLoader application, ObjectInputFilter filter) {
    return new JdkAttributeCodec(application, OURS, filter);
  }

  private byte[] encoded(Object value) {
    return result(codec.encode("name", value));
  }

  private static Object decoded(JdkAttributeCodec codec, byte[] bytes) {
    return result(codec.decode("name", bytes));
  }

  private static <T> T result(Coded<T> coded) {
    return switch (coded) {
      case Coded.Done<T>(T result) -> result;
      case Coded.Failed<T>(String reason) -> throw new AssertionError(reason);
    };
  }

  private static <T> String reason(Coded<T> coded) {
    return switch (coded) {
      case Coded.Done<T>(T _) -> throw new AssertionError("it worked");
      case Coded.Failed<T>(String reason) -> reason;
    };
  }

  record Cart(int items) implements Serializable {}

  record Answering(int hash) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return hash;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  static final class Spiteful implements Serializable {
    private static final long serialVersionUID = 1;

    private final String secret;

    Spiteful(String secret) {
      this.secret = secret;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      throw new IllegalArgumentException(secret);
    }
  }

  /** Defines its own copy of one class, as the loader of another application would. */
  private static final class CopyingLoader extends ClassLoader {
    private final String name;
    private final byte[] code;

    CopyingLoader(Class<?> copied) throws IOException {
      super(OURS);
      this.name = copied.getName();
      try (InputStream in =
          Objects.requireNonNull(OURS.getResourceAsStream(name.replace('.', '/') + ".class"))) {
        this.code = in.readAllBytes();
      }
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
      if (!wanted.equals(name)) {
        return super.loadClass(wanted, resolve);
      }
      synchronized (getClassLoadingLock(wanted)) {
        Class<?> loaded = findLoadedClass(wanted);
        return loaded == null ? defineClass(wanted, code, 0, code.length) : loaded;
      }
    }
  }
}
