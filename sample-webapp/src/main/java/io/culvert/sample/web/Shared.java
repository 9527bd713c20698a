package io.culvert.sample.web;

import jakarta.servlet.ServletContext;
import java.util.Objects;

/**
 * The place in the servlet context where the application's listener leaves an object that several
 * servlets share.
 *
 * @param type what is shared; its name is the attribute's name
 */
public record Shared<T>(Class<T> type) {

  /** Leaves the object for {@link #in}. */
  public void put(ServletContext context, T object) {
    context.setAttribute(type.getName(), object);
  }

  /**
   * The object that was left here.
   *
   * @throws NullPointerException if the application's listener did not run
   */
  public T in(ServletContext context) {
    Object object = context.getAttribute(type.getName());
    return type.cast(
        Objects.requireNonNull(object, () -> type.getName() + " was not set up by the listener"));
  }
}
