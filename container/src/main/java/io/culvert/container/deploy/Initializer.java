package io.culvert.container.deploy;

import jakarta.servlet.ServletContainerInitializer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ServletContainerInitializer} of the application or the server.
 *
 * @param initializer the instance, made by the loader it came from
 * @param handledTypes the classes its {@code @HandlesTypes} asks for; {@code null} when there are
 *     none, as Servlet 6.1 §8.2.4 wants it
 */
record Initializer(ServletContainerInitializer initializer, @Nullable Set<Class<?>> handledTypes) {}
