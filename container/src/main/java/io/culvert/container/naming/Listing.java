package io.culvert.container.naming;

import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;

/** What lies in a folder, as JNDI wants to be told. */
final class Listing<T> implements NamingEnumeration<T> {
  /** Makes one element; it may fail, and the others can still be had. */
  @FunctionalInterface
  interface Element<T> {
    T make() throws NamingException;
  }

  private final Iterator<Element<T>> rest;

  Listing(Iterator<Element<T>> elements) {
    this.rest = elements;
  }

  @Override
  public T next() throws NamingException {
    return rest.next().make();
  }

  @Override
  public boolean hasMore() {
    return rest.hasNext();
  }

  @Override
  public void close() {
    // holds nothing that would have to be given back
  }

  @Override
  public boolean hasMoreElements() {
    return rest.hasNext();
  }

  @Override
  public T nextElement() {
    try {
      return next();
    } catch (NamingException e) {
      var failure = new NoSuchElementException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }
}
