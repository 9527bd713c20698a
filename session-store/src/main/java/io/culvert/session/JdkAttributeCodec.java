package io.culvert.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.util.List;

/**
 * Java serialisation, seen from one application: classes are found by its class loader. What comes
 * back is held to an {@link ObjectInputFilter}, because whoever can write to the store must not be
 * able to run code here; {@link #BOUNDS} is the least.
 */
public final class JdkAttributeCodec implements AttributeCodec {
  /** Bounds of one value: 16 MiB, a million objects, 200 deep, arrays of a million elements. */
  public static final ObjectInputFilter BOUNDS =
      ObjectInputFilter.Config.createFilter(
          "maxbytes=16777216;maxrefs=1000000;maxdepth=200;maxarray=16777216");

  /** What the names of attributes begin with that are the servlet engine's own. */
  private static final String ENGINE = "io.undertow.";

  private final List<ClassLoader> forApplication;
  private final List<ClassLoader> forEngine;
  private final ObjectInputFilter filter;

  /**
   * @param application the application's class loader
   * @param container asked first for the classes of attributes that the engine has bound, so that
   *     an application can't slip its own copies in for what the engine remembers in a session
   * @param filter what may come back; the filter of the whole JVM is asked too, if there is one
   */
  public JdkAttributeCodec(
      ClassLoader application, ClassLoader container, ObjectInputFilter filter) {
    this.forApplication = List.of(application);
    this.forEngine = List.of(container, application);
    this.filter = ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter());
  }

  @Override
  public Coded<byte[]> encode(String name, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException
        | RuntimeException
        | LinkageError
        | AssertionError
        | StackOverflowError e) {
      return failed("serialise " + value.getClass().getName(), e);
    }
    return new Coded.Done<>(bytes.toByteArray());
  }

  @Override
  public Coded<Object> decode(String name, byte[] bytes) {
    List<ClassLoader> loaders = name.startsWith(ENGINE) ? forEngine : forApplication;
    try (LoaderObjectInput in = new LoaderObjectInput(new ByteArrayInputStream(bytes), loaders)) {
      in.setObjectInputFilter(filter);
      Object value = in.readObject();
      return value == null ? new Coded.Failed<>("the value is null") : new Coded.Done<>(value);
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | AssertionError
        | StackOverflowError e) {
      return failed("deserialise", e);
    }
  }

  /**
   * Runs code of the application, which may throw what it likes: that costs the attribute. The
   * messages of serialisation name classes; those of other exceptions might hold a user's data.
   */
  private static <T> Coded<T> failed(String what, Throwable cause) {
    boolean harmless =
        cause instanceof ObjectStreamException || cause instanceof ClassNotFoundException;
    String why = harmless ? cause.toString() : cause.getClass().getName();
    return new Coded.Failed<>("cannot %s: %s".formatted(what, why));
  }
}
