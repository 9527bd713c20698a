package io.culvert.container.deploy;

import io.culvert.container.buildcache.Builder;
import io.culvert.container.buildcache.Builds;
import io.culvert.container.buildcache.Entry;
import io.culvert.container.buildcache.Key;
import java.io.IOException;

/**
 * Builds while the files that are read are replaced.
 *
 * @param kept where what is built is kept
 * @param replacing replaces them, when it is known what they were and nothing was built yet
 */
record BuildsInMotion(Builds kept, Replacing replacing) implements Builds {
  @FunctionalInterface
  interface Replacing {
    void run() throws IOException;
  }

  @Override
  public <X extends Exception> Entry entry(Key key, String subject, Builder<X> builder)
      throws IOException, X {
    Builder<X> late =
        folder -> {
          replacing.run();
          builder.build(folder);
        };
    return kept.entry(key, subject, late);
  }
}
