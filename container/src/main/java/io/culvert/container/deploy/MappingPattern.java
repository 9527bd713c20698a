package io.culvert.container.deploy;

/** Checks URL patterns of mappings (Servlet 6.1 §12.2). */
record MappingPattern(Blueprint blueprint) {
  /**
   * The pattern as the servlet engine wants it.
   *
   * @throws DeploymentException if it is none; descriptors of version 2.2 and 2.3 may omit the
   *     leading slash
   */
  String checked(String pattern) throws DeploymentException {
    if (pattern.isEmpty() || pattern.startsWith("/") || pattern.startsWith("*.")) {
      if (pattern.indexOf('\n') < 0 && pattern.indexOf('\r') < 0) {
        return pattern;
      }
    } else if (isOld()) {
      return "/" + pattern;
    }
    throw blueprint.error("url-pattern", pattern, "a URL pattern must begin with '/' or '*.'");
  }

  private boolean isOld() {
    String version = Given.text(blueprint.descriptor().getVersion());
    return version.equals("2.2") || version.equals("2.3");
  }
}
