package io.culvert.container.deploy;

import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link ServletContainerInitializer}s of an application (Servlet 6.1 §8.2.4): those of
 * its jars in fragment order, then those of {@code WEB-INF/classes}. Jars that the ordering
 * excludes do not take part.
 */
final class Initializers {
  private static final String SERVICE =
      "META-INF/services/" + ServletContainerInitializer.class.getName();

  /** No honest list is that long. */
  private static final int MAX_BYTES = 64 << 10;

  private final Scanned scanned;
  private final List<LibraryJar> jars;
  private final HandledTypes handledTypes;
  private final Remarks remarks;

  Initializers(Scanned scanned, List<LibraryJar> orderedJars, Remarks remarks) {
    this.scanned = scanned;
    this.jars = orderedJars;
    this.remarks = remarks;
    this.handledTypes = new HandledTypes(scanned, orderedJars, this::remark);
  }

  List<Initializer> find() throws DeploymentException {
    List<Initializer> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (LibraryJar jar : jars) {
      String place = "WEB-INF/lib/" + jar.fileName() + "!/" + SERVICE;
      for (String className : namesIn(jar, place)) {
        add(found, seen, place, className);
      }
    }
    String place = "WEB-INF/classes/" + SERVICE;
    for (String className : namesInClasses(place)) {
      add(found, seen, place, className);
    }
    return found;
  }

  private void add(List<Initializer> found, Set<String> seen, String place, String className)
      throws DeploymentException {
    if (!seen.add(className) || isOfServer(className)) {
      return;
    }
    if (handledTypes.wantsWebSockets(className)) {
      remark(
          "%s: %s is not run, since it is about WebSocket, which FastCGI cannot carry"
              .formatted(place, className));
      return;
    }
    found.add(new Initializer(create(place, className), handledClasses(className)));
  }

  /** A copy of the page compiler in the application names an initializer the server itself runs. */
  private boolean isOfServer(String className) {
    try {
      Class<?> type = Class.forName(className, false, scanned.loader());
      return !scanned.loader().equals(type.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      return false; // create() says what is wrong with it
    }
  }

  private @Nullable Set<Class<?>> handledClasses(String className) {
    Set<Class<?>> handled = handledTypes.of(className);
    return handled.isEmpty() ? null : handled;
  }

  private ServletContainerInitializer create(String place, String className)
      throws DeploymentException {
    try {
      return new ApplicationThread(scanned.loader())
          .call(
              () ->
                  Class.forName(className, true, scanned.loader())
                      .asSubclass(ServletContainerInitializer.class)
                      .getDeclaredConstructor()
                      .newInstance());
    } catch (InvocationTargetException e) {
      throw new DeploymentException(
          "%s: the constructor of %s failed: %s".formatted(place, className, e.getCause()), e);
    } catch (Exception | LinkageError e) {
      throw new DeploymentException(
          "%s: %s cannot be made a ServletContainerInitializer: %s".formatted(place, className, e),
          e);
    }
  }

  private static List<String> namesIn(LibraryJar jar, String place) throws DeploymentException {
    if (!jar.holds(JarPart.INITIALIZERS)) {
      return List.of();
    }
    try (JarFile file = new JarFile(jar.file().toFile(), false)) {
      ZipEntry entry = file.getEntry(SERVICE);
      if (entry == null) {
        return List.of();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return names(in);
      }
    } catch (IOException e) {
      throw new DeploymentException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<String> namesInClasses(String place) throws DeploymentException {
    Path file = scanned.exploded().root().resolve(place);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return names(in);
    } catch (IOException e) {
      throw new DeploymentException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The format of {@link java.util.ServiceLoader}. */
  private static List<String> names(InputStream in) throws IOException {
    byte[] content = in.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new IOException("it is larger than %d KiB".formatted(MAX_BYTES >> 10));
    }
    List<String> names = new ArrayList<>();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      int comment = line.indexOf('#');
      String name = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private void remark(String line) {
    remarks.remark(scanned.exploded().spec(), line);
  }
}
