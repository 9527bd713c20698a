package io.culvert.container.frontend;

import java.util.List;

/** Loads modules of Apache httpd from wherever the system keeps them. */
final class ApacheModules {
  /** Debian and relatives, Fedora and relatives, SUSE, Arch and Alpine, Homebrew. */
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/apache2/modules",
          "/usr/lib64/httpd/modules",
          "/usr/lib64/apache2",
          "/usr/lib/httpd/modules",
          "/usr/lib/apache2",
          "/opt/homebrew/lib/httpd/modules");

  private final Lines out;

  ApacheModules(Lines out) {
    this.out = out;
  }

  /**
   * Loads the modules that the program does not contain.
   *
   * @param names without {@code mod_} and {@code _module}
   */
  void load(List<String> names) {
    out.blank().add("# modules are where the system has them, or in the program itself");
    for (String folder : FOLDERS) {
      out.add(
          """
          <IfFile "%1$s/mod_proxy_fcgi.so">
              Define CULVERT_MODULES "%1$s"
          </IfFile>
          """
              .formatted(folder));
    }
    for (String name : names) {
      out.add(
          """
          <IfModule !%1$s_module>
              LoadModule %1$s_module "${CULVERT_MODULES}/mod_%1$s.so"
          </IfModule>
          """
              .formatted(name));
    }
  }
}
