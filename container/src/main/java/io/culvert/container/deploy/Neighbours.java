package io.culvert.container.deploy;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * The applications beside an application on its virtual host, for those that ask for the context of
 * another one (Servlet 6.1 §9.4, {@code ServletContext.getContext}). Any thread.
 */
@FunctionalInterface
public interface Neighbours {
  /** Everybody knows themselves only. */
  Neighbours NONE =
      (asking, path, _) -> asking.covers(path) ? new Found.Itself() : new Found.Nobody();

  /**
   * Finds who serves a path.
   *
   * @param asking who wants to know
   * @param path begins with a slash, and with the context path of whoever is found; empty for the
   *     root
   * @param request within which it asks, if it does: whoever is found is not stopped before the
   *     request is over
   */
  Found find(DeploymentSpec asking, String path, @Nullable HttpServerExchange request);

  /** Who serves a path. */
  sealed interface Found {
    /** The application that has asked, in whichever generation. */
    record Itself() implements Found {}

    /** Another one, which runs. */
    record Other(RunningApp app) implements Found {}

    /** Nobody who may be told of. */
    record Nobody() implements Found {}
  }
}
