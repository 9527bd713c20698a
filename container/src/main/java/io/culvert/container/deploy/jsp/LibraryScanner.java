package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.pages.Origin;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.Jar;
import org.apache.tomcat.JarScanFilter;
import org.apache.tomcat.JarScanType;
import org.apache.tomcat.JarScanner;
import org.apache.tomcat.JarScannerCallback;
import org.apache.tomcat.util.scan.JarFactory;
import org.jspecify.annotations.Nullable;

/**
 * Shows Jasper the jars that may hold tag libraries (Pages 4.0 §7.3.1): those of the application,
 * then, unless it has its own, the server's standard tag library. Jasper's own scanner would look
 * through the whole class path of the server instead.
 */
final class LibraryScanner implements JarScanner {
  private static final String STANDARD_TAG = "org.apache.taglibs.standard.tag.rt.core.ForEachTag";

  private final List<String> libraries;
  private JarScanFilter filter = (_, _) -> true;

  LibraryScanner(List<String> libraries) {
    this.libraries = libraries;
  }

  @Override
  public void scan(JarScanType type, ServletContext context, JarScannerCallback callback) {
    try {
      for (String name : libraries) {
        String path = "/WEB-INF/lib/" + name;
        URL url = context.getResource(path);
        if (url != null && filter.check(type, name)) {
          scan(url, path, callback);
        }
      }
      Optional<URL> standard = standardTagLibrary(context.getClassLoader());
      if (standard.isPresent()) {
        scan(standard.get(), null, callback);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void scan(URL url, @Nullable String path, JarScannerCallback callback)
      throws IOException {
    try (Jar jar = JarFactory.newInstance(url)) {
      if (hasTagLibrary(jar)) {
        jar.reset();
        callback.scan(jar, path, path != null);
      }
    }
  }

  /** Jasper would complain of every deployment with jars that hold none. */
  private static boolean hasTagLibrary(Jar jar) {
    jar.nextEntry();
    for (String name = jar.getEntryName(); name != null; name = jar.getEntryName()) {
      if (name.startsWith("META-INF/") && name.endsWith(".tld")) {
        return true;
      }
      jar.nextEntry();
    }
    return false;
  }

  /** Which standard tag library of the server an application sees, for comparison. */
  static String standard(ClassLoader application) {
    return standardTag(application).map(Origin::of).orElse("none");
  }

  private static Optional<URL> standardTagLibrary(ClassLoader application) {
    return standardTag(application)
        .map(tag -> tag.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation);
  }

  /** A class of the standard tag library, if the application sees that of the server. */
  private static Optional<Class<?>> standardTag(ClassLoader application) {
    try {
      Class<?> tag = Class.forName(STANDARD_TAG, false, application);
      return application.equals(tag.getClassLoader()) ? Optional.empty() : Optional.of(tag);
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }

  @Override
  public JarScanFilter getJarScanFilter() {
    return filter;
  }

  @Override
  public void setJarScanFilter(JarScanFilter filter) {
    this.filter = filter;
  }
}
