package io.culvert.container.deploy;

import io.culvert.container.buildcache.BuildCache;
import io.culvert.container.deploy.jsp.CompileMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Pages that are compiled when they are asked for, for tests of other things. */
final class LazyPages {
  private LazyPages() {}

  static PagePolicy keptIn(Path folder) {
    try {
      BuildCache cache = BuildCache.open(folder.resolve("cache"), InstantSource.system());
      return new PagePolicy(cache, CompileMode.LAZY, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
