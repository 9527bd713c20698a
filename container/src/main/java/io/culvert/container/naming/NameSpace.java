package io.culvert.container.naming;

import java.util.Hashtable;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NotContextException;

/**
 * All names of one generation of an application. The one who deploys it binds; the application
 * looks up, through contexts that cannot be written to.
 */
public final class NameSpace {
  /** As many names as people read in a message. */
  private static final int NAMED = 8;

  private final String application;

  /** By the text of the path. Folders are there because something lies in them. */
  private final NavigableMap<String, Bound> bound = new ConcurrentSkipListMap<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Nothing is bound at first.
   *
   * @param application how messages call it
   */
  public NameSpace(String application) {
    this.application = application;
  }

  /**
   * Gives something a name.
   *
   * @param name absolute, {@code java:comp/env/jdbc/shop}
   * @throws NameAlreadyBoundException if the name is taken, or is a folder, or lies in what is none
   * @throws InvalidNameException if it is no name
   */
  public void bind(String name, Bound what) throws NameAlreadyBoundException, InvalidNameException {
    NamePath path = NamePath.ROOT.resolve(name);
    for (NamePath above = path.parent(); !above.text().isEmpty(); above = above.parent()) {
      if (bound.containsKey(above.text())) {
        throw new NameAlreadyBoundException(
            "%s: %s is a name already and can't be a folder".formatted(path, above));
      }
    }
    if (path.text().isEmpty() || isFolder(path) || bound.putIfAbsent(path.text(), what) != null) {
      throw new NameAlreadyBoundException("%s: is taken already".formatted(path));
    }
  }

  /** What a name is bound to, without looking it up; empty for folders as well. */
  public Optional<Bound> find(String name) throws InvalidNameException {
    return Optional.ofNullable(bound.get(NamePath.ROOT.resolve(name).text()));
  }

  /** The root, which understands absolute names and those relative to {@code java:}. */
  public Context context(Hashtable<?, ?> environment) {
    return new ReadOnlyContext(this, NamePath.ROOT, environment);
  }

  /** What names without a scheme are relative to: {@code java:global}. */
  public Context initialContext(Hashtable<?, ?> environment) {
    return new ReadOnlyContext(this, new NamePath("global"), environment);
  }

  /** Forgets all names; who still asks is told that the application has stopped. */
  public void close() {
    closed.set(true);
    bound.clear();
  }

  @SuppressWarnings("JdkObsolete") // JNDI's own type, of which there is no other
  Object lookup(String name) throws NamingException {
    return lookup(NamePath.ROOT.resolve(name), new Hashtable<>());
  }

  Object lookup(NamePath path, Hashtable<?, ?> environment) throws NamingException {
    Bound found = bound.get(path.text());
    if (found != null) {
      return found.source().find();
    }
    if (path.text().isEmpty() || isFolder(path)) {
      return new ReadOnlyContext(this, path, environment);
    }
    throw missing(path);
  }

  /** What lies in a folder by its name; folders in it are {@link Context}s. */
  SortedMap<String, Bound> list(NamePath folder, Hashtable<?, ?> environment)
      throws NamingException {
    if (bound.containsKey(folder.text())) {
      throw new NotContextException("%s: is no folder of names".formatted(folder));
    }
    if (!folder.text().isEmpty() && !isFolder(folder)) {
      throw missing(folder);
    }
    SortedMap<String, Bound> found = new TreeMap<>();
    within(folder)
        .forEach(
            (text, what) -> {
              String rest = text.substring(folder.prefix().length());
              int slash = rest.indexOf('/');
              if (slash < 0) {
                found.put(rest, what);
              } else {
                String name = rest.substring(0, slash);
                var path = new NamePath(folder.prefix() + name);
                found.putIfAbsent(
                    name,
                    new Bound(Context.class, () -> new ReadOnlyContext(this, path, environment)));
              }
            });
    return found;
  }

  private boolean isFolder(NamePath path) {
    return !within(path).isEmpty();
  }

  private SortedMap<String, Bound> within(NamePath folder) {
    String prefix = folder.prefix();
    // the sign after the slash ends the range of all that begin with the prefix
    return prefix.isEmpty() ? bound : bound.subMap(prefix, folder.text() + '0');
  }

  private NamingException missing(NamePath path) {
    if (closed.get()) {
      return new NameNotFoundException(
          "%s: the application %s has been stopped".formatted(path, application));
    }
    NamePath nearest = path.parent();
    while (!nearest.text().isEmpty() && !isFolder(nearest)) {
      if (bound.containsKey(nearest.text())) {
        return new NotContextException("%s: %s is no folder of names".formatted(path, nearest));
      }
      nearest = nearest.parent();
    }
    return new NameNotFoundException(
        "%s: there is no such name; %s".formatted(path, contents(nearest)));
  }

  private String contents(NamePath folder) {
    var names =
        within(folder).keySet().stream().limit(NAMED + 1L).map(text -> "java:" + text).toList();
    if (names.isEmpty()) {
      return "the application %s has no names at all".formatted(application);
    }
    String more = names.size() > NAMED ? ", …" : "";
    return "%s has %s%s"
        .formatted(
            folder, String.join(", ", names.subList(0, Math.min(NAMED, names.size()))), more);
  }
}
