package io.culvert.container.frontend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The front ends whose language Culvert speaks. */
public enum FrontEnd {
  NGINX,
  LIGHTTPD,
  APACHE,
  HAPROXY,
  CADDY;

  /** The front end of this name, which is in lower case as on the command line. */
  public static Optional<FrontEnd> named(String name) {
    return Arrays.stream(values()).filter(known -> known.toString().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(FrontEnd::toString).toList();
  }

  /** A complete, commented configuration, as a file's content. */
  public String configurationOf(FrontendPlan plan) {
    FrontEndConfiguration configuration =
        switch (this) {
          case NGINX -> new NginxConfiguration(plan);
          case LIGHTTPD -> new LighttpdConfiguration(plan);
          case APACHE -> new ApacheConfiguration(plan);
          case HAPROXY -> new HaproxyConfiguration(plan);
          case CADDY -> new CaddyConfiguration(plan);
        };
    return configuration.text();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
