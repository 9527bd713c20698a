package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectSizeTest {
  /** A class of an optional library. */
  static final class Missing implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** A value that can make use of the library where there is one. */
  public static final class Value implements Serializable {
    private static final long serialVersionUID = 1;

    Missing library;
  }

  /** The class loader of an application without the library. */
  private static final class Without extends ClassLoader {
    Without() {
      super(ObjectSizeTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Missing.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return name.equals(Value.class.getName()) ? own(name) : super.loadClass(name, resolve);
    }

    private Class<?> own(String name) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? copy(name) : loaded;
      }
    }

    private Class<?> copy(String name) {
      try (InputStream in = Value.class.getResourceAsStream("ObjectSizeTest$Value.class")) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void valueWhoseClassMentionsAMissingLibraryCanBeKeptInASession() throws Exception {
    Class<?> type = new Without().loadClass(Value.class.getName());
    Object value = type.getConstructor().newInstance();
    assertThrows(NoClassDefFoundError.class, type::getDeclaredFields);
    assertTrue(ObjectSize.of(value) > 0);
  }

  @Test
  void longerTextsTakeMore() {
    assertTrue(ObjectSize.of("x".repeat(1000)) >= 1000);
    assertTrue(ObjectSize.of(List.of("x".repeat(1000), "y".repeat(1000))) >= 2000);
    assertEquals(ObjectSize.of("a"), ObjectSize.of("b"));
  }
}
