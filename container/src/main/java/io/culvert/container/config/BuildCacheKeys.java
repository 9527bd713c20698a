package io.culvert.container.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the build cache. */
final class BuildCacheKeys {
  static final Setting<Optional<Path>> FOLDER =
      Setting.one(
          "cache",
          "FOLDER",
          Readers::cacheFolder,
          "auto",
          """
          Where the build cache is: unpacked WARs, indexes of classes and compiled pages, found by \
          their content and used again by every start and by every server that has the same \
          folder. With auto it is the folder cache in work.""");

  static final Setting<Duration> KEEP =
      Setting.one(
          "cache-keep",
          "TIME",
          Readers::duration,
          "720h",
          """
          How long the build cache keeps what no application uses. It is looked through when the \
          server has started and by 'culvert cache gc', and at no other time.""");

  private BuildCacheKeys() {}
}
