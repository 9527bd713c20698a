package io.culvert.container.session;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;

/**
 * What an application keeps in a session. Each generation in the tests has a copy of this class.
 */
public final class Cart implements Serializable, HttpSessionActivationListener {
  private static final long serialVersionUID = 1;

  /** What is in it, and what it was told. */
  private final StringBuilder things = new StringBuilder();

  /** Puts something in, and nobody calls setAttribute. */
  public void add(String thing) {
    things.append(thing).append(' ');
  }

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    add("packed");
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    add("unpacked:" + event.getSession().getAttribute("user"));
  }

  @Override
  public String toString() {
    return things.toString().strip();
  }
}
