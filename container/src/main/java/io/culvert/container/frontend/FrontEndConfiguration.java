package io.culvert.container.frontend;

/** A plan in the language of one front end. Made for one use: it is asked for its text once. */
sealed interface FrontEndConfiguration
    permits NginxConfiguration,
        LighttpdConfiguration,
        ApacheConfiguration,
        HaproxyConfiguration,
        CaddyConfiguration {
  /** The configuration as a file's content, with comments. */
  String text();
}
