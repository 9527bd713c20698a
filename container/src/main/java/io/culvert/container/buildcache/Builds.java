package io.culvert.container.buildcache;

import java.io.IOException;

/** Where those who build ask for what was built before. */
@FunctionalInterface
public interface Builds {
  /**
   * What was built under this key; otherwise it is built now. However many threads and processes
   * ask at once, one of them builds and the others wait for it. It is not removed as garbage while
   * the asker is not closed.
   *
   * @param subject what it is made from, for people, for example {@code shop.war}
   * @throws X if building failed; nothing is kept then, and who asks next tries again
   * @throws IOException if the cache cannot be read or written, or the builder failed so; the
   *     message is for the operator
   */
  <X extends Exception> Entry entry(Key key, String subject, Builder<X> builder)
      throws IOException, X;
}
