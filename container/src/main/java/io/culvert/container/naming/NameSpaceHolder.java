package io.culvert.container.naming;

/** A class loader of an application that has names. */
@FunctionalInterface
public interface NameSpaceHolder {
  /** The names of the application. */
  NameSpace names();
}
