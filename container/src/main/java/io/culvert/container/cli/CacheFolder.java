package io.culvert.container.cli;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.config.Setting;
import io.culvert.container.config.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * The build cache that the configuration names, opened for one command.
 *
 * @param surroundings what the command sees of its process
 */
record CacheFolder(Surroundings surroundings) {
  /** What a command does with it, and the exit code that follows. */
  @FunctionalInterface
  interface Task {
    int run(BuildCache cache, ServerConfig.Cache config) throws IOException;
  }

  /** Whether where the cache is, or what is garbage in it, depends on the setting. */
  static boolean dependsOn(Setting<?> setting) {
    return Set.of("config", "work", "cache", "cache-keep").contains(setting.key());
  }

  int open(ParseResult parsed, Task task) {
    Optional<ServerConfig> config = new SettingOptions(surroundings).load(parsed, Source.NONE);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    ServerConfig.Cache where = config.orElseThrow().applications().cache();
    PrintWriter err = surroundings.streams().errWriter();
    Style style = surroundings.streams().style();
    if (!Files.isDirectory(where.folder())) {
      err.println(
          style.bad(
              where.folder()
                  + ": there is no build cache yet; --work or --cache says where it is"));
      return ExitCode.USAGE;
    }
    try (BuildCache cache = BuildCache.open(where.folder(), InstantSource.system())) {
      return task.run(cache, where);
    } catch (IOException e) {
      err.println(style.bad(String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    }
  }
}
