package io.culvert.container.deploy.jsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loader of an application for compiling many of its pages: what the compiler reads of a class
 * for one page is there for the next, and so is that there is no such class, which it asks often.
 */
final class ReadOnceLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final byte[] MISSING = new byte[0];

  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  ReadOnceLoader(ClassLoader application) {
    super("pages", application);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (missing.contains(name)) {
      throw new ClassNotFoundException(name);
    }
    try {
      return getParent().loadClass(name);
    } catch (ClassNotFoundException e) {
      missing.add(name);
      throw e;
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    if (!name.endsWith(".class")) {
      return getParent().getResourceAsStream(name);
    }
    byte[] content = classFiles.computeIfAbsent(name, this::read);
    return content.length == 0 ? null : new ByteArrayInputStream(content);
  }

  private byte[] read(String name) {
    try (InputStream content = getParent().getResourceAsStream(name)) {
      return content == null ? MISSING : content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
