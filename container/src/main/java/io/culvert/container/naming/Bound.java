package io.culvert.container.naming;

import javax.naming.NamingException;

/**
 * What a name stands for.
 *
 * @param type what is found has this type
 * @param source finds it, anew for every lookup
 */
public record Bound(Class<?> type, Source source) {
  /** Finds what a name stands for. */
  @FunctionalInterface
  public interface Source {
    /**
     * Finds it.
     *
     * @throws NamingException if it is not there; the message says why
     */
    Object find() throws NamingException;
  }

  /** A name for this very object. */
  public static Bound to(Object object) {
    return new Bound(object.getClass(), () -> object);
  }

  /**
   * Another name for what has one already.
   *
   * @param type what is expected there
   * @param names where the other name is looked up
   */
  public static Bound link(Class<?> type, NameSpace names, String target) {
    return new Bound(type, () -> names.lookup(target));
  }
}
