package io.culvert.container.config;

import io.culvert.container.generations.Policy;
import java.time.Duration;

/** The part of the table of settings that says when applications are started and stopped. */
final class GenerationKeys {
  static final Setting<Duration> WATCH =
      Setting.one(
          "watch",
          "TIME",
          Readers::duration,
          "1s",
          """
          How often to look for WARs that have come, gone or changed, in the webapps folders and \
          among the applications; 0s never to look. A changed WAR is started beside the old one \
          and takes its place when it runs.""");

  static final Setting<Boolean> STOP_OLD_VERSIONS =
      Setting.one(
          "stop-old-versions",
          "BOOL",
          Readers::flag,
          "false",
          """
          Of versions side by side (shop##1.war, shop##2.war) whether one that has no sessions \
          left is stopped while a higher one runs.""");

  static final Setting<Duration> UNLOAD_IDLE =
      Setting.one(
          "unload-idle",
          "TIME",
          Readers::duration,
          "0s",
          """
          After how long an application is unloaded that nobody has asked for anything; the next \
          request starts it again and waits for that. Its sessions are kept, its own threads end. \
          0s for never.""");

  private GenerationKeys() {}

  static Policy read(Values values) {
    return new Policy(
        values.one(WATCH),
        values.one(Settings.START_TIMEOUT),
        values.one(Settings.DRAIN_TIMEOUT),
        values.one(STOP_OLD_VERSIONS),
        values.one(UNLOAD_IDLE));
  }
}
