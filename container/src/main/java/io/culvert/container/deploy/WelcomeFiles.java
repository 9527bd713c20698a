package io.culvert.container.deploy;

import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jboss.metadata.web.spec.WelcomeFileListMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What is served for a folder (Servlet 6.1 §10.10): the files that the descriptor names, or else
 * the usual ones. A name may also be that of a servlet, and the servlet of pages answers to all
 * that ends in {@code .jsp}: so a page that is nowhere in the application is left out, or it would
 * take {@code /} away from a servlet that is mapped to it.
 */
final class WelcomeFiles {
  private static final List<String> USUAL = List.of("index.html", "index.htm", "index.jsp");

  private final ResourceManager resources;

  WelcomeFiles(ResourceManager resources) {
    this.resources = resources;
  }

  List<String> of(@Nullable WelcomeFileListMetaData declared) throws IOException {
    Collection<String> named = declared == null ? List.of() : Given.all(declared.getWelcomeFiles());
    List<String> served = new ArrayList<>();
    for (String name : named.isEmpty() ? USUAL : named) {
      String file = name.startsWith("/") ? name.substring(1) : name;
      if (!isPage(file) || isIn(resources.getResource("/"), file)) {
        served.add(file);
      }
    }
    return served;
  }

  private static boolean isPage(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return lowerCase.endsWith(".jsp") || lowerCase.endsWith(".jspx");
  }

  private boolean isIn(@Nullable Resource folder, String file) throws IOException {
    if (folder == null) {
      return false;
    }
    String path = folder.getPath().equals("/") ? "/" : folder.getPath() + "/";
    if (resources.getResource(path + file) != null) {
      return true;
    }
    for (Resource each : folder.list()) {
      if (each.isDirectory() && !isPrivate(each.getPath()) && isIn(each, file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPrivate(String path) {
    return path.equals("/WEB-INF") || path.equals("/META-INF");
  }
}
