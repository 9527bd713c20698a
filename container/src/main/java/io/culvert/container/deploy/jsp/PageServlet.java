package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.pages.PageCompiler;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A servlet of the descriptor that serves pages.
 *
 * @param name its name
 * @param parameters how Jasper is set up for it
 * @param mappings its URL patterns
 */
record PageServlet(String name, Map<String, String> parameters, List<String> mappings) {
  /** The init parameter of a servlet that is one page. */
  static final String FILE = "jspFile";

  /** What is included or used by pages, and is none itself. */
  private static final Set<String> PARTS = Set.of("jspf", "tag", "tagx", "tld");

  PageServlet {
    parameters = Map.copyOf(parameters);
    mappings = List.copyOf(mappings);
  }

  /**
   * Whether a file is a page of this servlet. A pattern for everything in a folder makes pages only
   * of files whose names end like a page's: there are pictures in such folders, too.
   *
   * @param endings the endings that make a file a page
   */
  boolean serves(String path, Set<String> endings) {
    String file = parameters.get(FILE);
    if (file != null) {
      return path.equals(file);
    }
    String ending = ending(path);
    return mappings.stream()
        .anyMatch(
            pattern ->
                pattern.equals(path)
                    || (!PARTS.contains(ending) && matches(pattern, path, endings)));
  }

  private static boolean matches(String pattern, String path, Set<String> endings) {
    if (pattern.endsWith("/*")) {
      return path.startsWith(pattern.substring(0, pattern.length() - 1))
          && endings.contains(ending(path));
    }
    return pattern.startsWith("*.") && pattern.substring(2).equals(ending(path));
  }

  private static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether the descriptor has its pages compiled by something else. */
  boolean hasOtherCompiler() {
    return parameters.containsKey("engineOptionsClass")
        || !PageCompiler.class.getName().equals(parameters.get("compilerClassName"));
  }

  /** The endings that make a file a page of this servlet. */
  List<String> endings() {
    return mappings.stream()
        .filter(pattern -> pattern.startsWith("*."))
        .map(pattern -> pattern.substring(2))
        .toList();
  }

  /**
   * The configuration for compiling its pages elsewhere than where they are served from.
   *
   * @param scratch the folder
   */
  ServletConfig config(ServletContext context, String scratch) {
    Map<String, String> changed = new HashMap<>(parameters);
    changed.put("scratchdir", scratch);
    return new Config(name, context, changed);
  }

  private record Config(String name, ServletContext context, Map<String, String> parameters)
      implements ServletConfig {
    @Override
    public String getServletName() {
      return name;
    }

    @Override
    public ServletContext getServletContext() {
      return context;
    }

    @Override
    @SuppressWarnings("NullAway") // the API says "none" with null
    public @Nullable String getInitParameter(String key) {
      return parameters.get(key);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }
}
