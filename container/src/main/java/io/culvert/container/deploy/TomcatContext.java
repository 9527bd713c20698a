package io.culvert.container.deploy;

import io.culvert.container.descriptor.ContextFile;
import io.culvert.container.descriptor.ContextFile.Element;
import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Says of a {@code META-INF/context.xml}, which is Tomcat's own way to configure an application and
 * of no effect here, what to do instead, element by element.
 *
 * @param remarks takes one line for each
 */
record TomcatContext(Consumer<String> remarks) {
  private static final String FILE = "META-INF/context.xml";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("Resource", "declare it in conf/culvert.toml as [datasource.NAME]"),
          Map.entry("ResourceLink", "data sources of conf/culvert.toml are found by their names"),
          Map.entry("Environment", "put an <env-entry> into WEB-INF/web.xml"),
          Map.entry("Parameter", "put a <context-param> into WEB-INF/web.xml"),
          Map.entry("Realm", "users are the server's: 'culvert user add', or users.datasource"),
          Map.entry("Manager", "sessions are configured in conf/culvert.toml below [sessions]"),
          Map.entry("CookieProcessor", "put <cookie-config> into WEB-INF/web.xml"),
          Map.entry("Loader", "libraries belong into WEB-INF/lib"),
          Map.entry("Resources", "files belong into the WAR"),
          Map.entry("Valve", "use a filter, or let the front end do it"),
          Map.entry("Listener", "put a <listener> into WEB-INF/web.xml"),
          Map.entry("sessionCookieName", "put <cookie-config> into WEB-INF/web.xml"),
          Map.entry("sessionCookiePath", "put <cookie-config> into WEB-INF/web.xml"),
          Map.entry("sessionCookieDomain", "put <cookie-config> into WEB-INF/web.xml"),
          Map.entry("useHttpOnly", "put <cookie-config> into WEB-INF/web.xml"),
          Map.entry("cookies", "put <tracking-mode> into WEB-INF/web.xml"),
          Map.entry("crossContext", "set hosts.cross-context in conf/culvert.toml"),
          Map.entry("path", "the context path is that of the WAR's name or of --app"),
          Map.entry("docBase", "the WAR is deployed from where it is"));

  /** What makes no difference to what an application does here. */
  private static final List<String> HARMLESS =
      List.of(
          "WatchedResource",
          "JarScanner",
          "JarScanFilter",
          "reloadable",
          "antiResourceLocking",
          "antiJARLocking",
          "swallowOutput",
          "privileged",
          "unpackWAR",
          "cachingAllowed",
          "cacheMaxSize",
          "debug");

  /** Reports what is in the file, if there is one. */
  void report(Path root) {
    try {
      Optional<DescriptorSource> file = DescriptorSource.contextXml(root);
      if (file.isPresent()) {
        List<Element> elements = ContextFile.read(file.get());
        elements.stream().limit(1).forEach(this::reportAttributes);
        elements.stream().skip(1).forEach(this::report);
      }
    } catch (DescriptorException e) {
      remarks.accept(e.getMessage() + "; it would have no effect here anyway");
    }
  }

  private void report(Element element) {
    if (!HARMLESS.contains(element.name())) {
      String name = element.attributes().getOrDefault("name", "");
      remarks.accept(
          "%s:%d: <%s%s> has no effect%s"
              .formatted(
                  FILE,
                  element.line(),
                  element.name(),
                  name.isEmpty() ? "" : " name=\"" + name + "\"",
                  instead(element.name())));
    }
  }

  private void reportAttributes(Element context) {
    TreeSet<String> names =
        context.attributes().keySet().stream()
            .filter(name -> !HARMLESS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      remarks.accept(
          "%s:%d: %s of <%s> has no effect%s"
              .formatted(FILE, context.line(), name, context.name(), instead(name)));
    }
  }

  private static String instead(String name) {
    String advice = INSTEAD.get(name);
    return advice == null ? "" : "; " + advice;
  }
}
