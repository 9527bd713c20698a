package io.culvert.container.deploy.pages;

import io.culvert.container.buildcache.Key;
import io.culvert.container.buildcache.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A place on the way from a page to its classes. Which files a page includes is not known before it
 * is compiled; so what the cache has under the key of the first step, which only the page itself
 * leads to, may be a list of files to look at, whose contents lead to the next step, and so on.
 *
 * @param key everything that is known so far
 * @param known the files whose contents are in the key
 */
record Step(Key key, NavigableSet<String> known) {
  /**
   * The first one.
   *
   * @param environment everything beside files
   */
  static Step first(String environment, String page, Sources sources) throws IOException {
    Key key = Key.of(Kind.PAGE, environment, page, sources.digest(page));
    return new Step(key, new TreeSet<>(List.of(page)));
  }

  /** The step after a look at these files as well. */
  Step next(Collection<String> files, Sources sources) throws IOException {
    NavigableSet<String> more = new TreeSet<>(files);
    more.removeAll(known);
    if (more.isEmpty()) {
      throw new IOException(key + " leads nowhere");
    }
    List<String> ingredients = new ArrayList<>(List.of(key.digest()));
    for (String file : more) {
      ingredients.add(file);
      ingredients.add(sources.digest(file));
    }
    NavigableSet<String> all = new TreeSet<>(known);
    all.addAll(more);
    return new Step(Key.of(Kind.PAGE, ingredients.toArray(String[]::new)), all);
  }
}
