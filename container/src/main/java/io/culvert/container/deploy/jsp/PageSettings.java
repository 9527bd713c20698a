package io.culvert.container.deploy.jsp;

import io.culvert.container.deploy.pages.PageCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How Jasper is set up where the application does not say otherwise.
 *
 * @param app whose pages it compiles
 */
record PageSettings(JspApplication app) {
  /**
   * The init parameters of one page servlet; its folder for compiled pages is made.
   *
   * @param servletName tells its folder from those of others: two servlets may compile the same
   *     page at the same time
   */
  Map<String, String> of(String servletName) throws IOException {
    Path scratch = app.scratchFolder().resolve(servletName.replaceAll("[^A-Za-z0-9_-]", "_"));
    Files.createDirectories(scratch);
    return Map.of(
        "scratchdir", scratch.toString(),
        "development", Boolean.toString(app.editable()),
        "recompileOnFail", "true",
        "compilerClassName", PageCompiler.class.getName(),
        "compilerSourceVM", "21",
        "compilerTargetVM", "21",
        "useInstanceManagerForTags", "true");
  }
}
