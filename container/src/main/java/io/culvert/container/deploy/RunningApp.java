package io.culvert.container.deploy;

import io.culvert.container.deploy.jsp.Pages;
import io.culvert.session.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The handle by which a running application is inspected and stopped. */
public interface RunningApp {
  /** The folder its static files are served from. */
  Path root();

  /** Its JSP pages: what happened to them, and compiling them all now. */
  Pages pages();

  /** What loads its classes; whoever keeps it keeps the whole application in memory. */
  ClassLoader loader();

  /** What the application's descriptor says by a context parameter. */
  Optional<String> contextParameter(String name);

  /** How many sessions live. */
  int sessions();

  /**
   * Whether the request names a session that lives; looking does not lengthen its life.
   *
   * @throws StoreUnavailableException if it cannot be told now
   */
  boolean knowsSessionOf(HttpServerExchange exchange);

  /**
   * Waits until nothing of it runs that serves an asynchronous request, whether its response is
   * complete or not, or a request that another application dispatches to it.
   *
   * @return false if that takes longer
   */
  boolean awaitUncounted(Duration patience) throws InterruptedException;

  /** Whether anything runs at this moment that {@link #awaitUncounted} would wait for. */
  boolean servesUncounted();

  /**
   * Stops the application: listeners are told, its class loader is closed, its work folder deleted.
   * Who asks for it a second time waits until the first has done it.
   */
  void stop();
}
