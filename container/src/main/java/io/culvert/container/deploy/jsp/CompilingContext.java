package io.culvert.container.deploy.jsp;

import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As much of a servlet context as it takes to compile pages: files, page configuration, attributes.
 * Pages can be compiled with it before an application runs, or without ever running it. It has no
 * servlets and runs nothing of the application.
 */
final class CompilingContext {
  private final DeploymentInfo info;
  private final ResourceManager files;
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();

  private CompilingContext(DeploymentInfo info) {
    this.info = info;
    this.files = info.getResourceManager();
  }

  /** Of an application that is told what it consists of, but not started. */
  static ServletContext of(DeploymentInfo info) {
    CompilingContext context = new CompilingContext(info);
    return (ServletContext)
        Proxy.newProxyInstance(
            CompilingContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> context.answer(proxy, method, arguments));
  }

  /**
   * A proxy, for of the interface's sixty methods the page compiler calls a dozen. The others are
   * an error, not a default: a page must not be compiled differently here and there.
   */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  private @Nullable Object answer(Object proxy, Method method, Object @Nullable [] given)
      throws IOException {
    Object first = given == null || given.length == 0 ? "" : given[0];
    String name = String.valueOf(first);
    return switch (method.getName()) {
      case "getResource" -> url(name);
      case "getResourceAsStream" -> stream(name);
      case "getResourcePaths" -> paths(name);
      case "getRealPath" -> null; // as if it were served from the archive
      case "getAttribute" -> attributes.get(name);
      case "removeAttribute" -> attributes.remove(name);
      case "setAttribute" -> given == null ? null : attributes.put(name, given[1]);
      case "getInitParameter" -> info.getInitParameters().get(name);
      case "getJspConfigDescriptor" -> info.getJspConfigDescriptor();
      case "getClassLoader" -> info.getClassLoader();
      case "getServerInfo" -> "Culvert"; // for a comment in the Java source
      case "getContextPath", "getServletContextName" -> info.getDeploymentName();
      case "getEffectiveMajorVersion" -> info.getMajorVersion();
      case "getEffectiveMinorVersion" -> info.getMinorVersion();
      case "toString" -> "pages of " + info.getDeploymentName();
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == first;
      default -> throw new UnsupportedOperationException("compiling a page: " + method);
    };
  }

  private @Nullable Resource file(String path) throws IOException {
    if (!path.startsWith("/")) {
      throw new MalformedURLException("'%s' does not begin with a slash".formatted(path));
    }
    return files.getResource(path);
  }

  private @Nullable URL url(String path) throws IOException {
    Resource file = file(path);
    return file == null ? null : file.getUrl();
  }

  private @Nullable InputStream stream(String path) throws IOException {
    Resource file = file(path);
    return file == null || file.isDirectory() ? null : file.getUrl().openStream();
  }

  /** Relative to the root, folders with a slash at their ends (Servlet 6.1 §4.6). */
  private @Nullable Set<String> paths(String path) throws IOException {
    Resource folder = file(path);
    if (folder == null || !folder.isDirectory()) {
      return null;
    }
    Set<String> paths = new LinkedHashSet<>();
    String prefix = path.endsWith("/") ? path : path + "/";
    for (Resource each : folder.list()) {
      paths.add(prefix + each.getName() + (each.isDirectory() ? "/" : ""));
    }
    return paths;
  }
}
