package io.culvert.container.deploy.jsp;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the listeners of tag libraries to an application that starts (Pages 4.0 §7.1.9).
 *
 * @param listeners their classes
 */
record PageInitializer(List<String> listeners) implements ServletContainerInitializer {
  @Override
  public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
    listeners.forEach(context::addListener);
  }
}
