package io.culvert.container.warmup;

import io.culvert.connector.undertow.LocalRequest;
import io.culvert.container.deploy.DeploymentSpec;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Some requests to one application, one after the other, on a thread of its own: it ends when its
 * time is over, but the application may keep the thread for longer. It leaves no sessions behind.
 */
final class Tour {
  private static final Logger LOG = Logger.getLogger(Tour.class);

  /** The request attribute by which an application knows that nobody reads its answer. */
  private static final Map<String, String> ATTRIBUTES = Map.of("io.culvert.warm-up", "true");

  private static final String AGENT = "Culvert warm-up";

  private final Asking asking;
  private final DeploymentSpec spec;
  private final HttpHandler handler;
  private final List<String> paths;
  private final long end;
  private final CountDownLatch over = new CountDownLatch(1);

  /** Guarded by this object's lock, under which nothing else happens. */
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  private Tour(
      Asking asking,
      DeploymentSpec spec,
      HttpHandler handler,
      List<String> paths,
      Duration patience) {
    this.asking = asking;
    this.spec = spec;
    this.handler = handler;
    this.paths = paths;
    this.end = System.nanoTime() + patience.toNanos();
  }

  /**
   * Begins it.
   *
   * @param paths as in a request line
   * @param patience how long all of it may take
   */
  static Tour begin(
      Asking asking,
      DeploymentSpec spec,
      HttpHandler handler,
      List<String> paths,
      Duration patience) {
    Tour tour = new Tour(asking, spec, handler, paths, patience);
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name("warm up " + spec.displayName())
        .start(tour::run);
    return tour;
  }

  private void run() {
    try {
      for (String path : paths) {
        if (left() <= 0) {
          return;
        }
        Answer answer = answer(path);
        synchronized (answers) {
          answers.put(path, answer);
        }
      }
    } catch (TimeoutException _) {
      // whoever waits for it sees which path has no answer
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  private Answer answer(String path) throws InterruptedException, TimeoutException {
    try {
      String host = spec.host().isEmpty() ? "localhost" : spec.host();
      CompletableFuture<HttpServerExchange> asked =
          asking.ask(new LocalRequest(host, path, AGENT, ATTRIBUTES), handler);
      return asked
          .thenApply(Tour::withoutSession)
          .thenApply(exchange -> new Answer(exchange.getStatusCode()))
          .get(left(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | RuntimeException | Error e) {
      LOG.debugf(e, "%s: the request for %s failed", spec.displayName(), path);
      return Answer.NONE;
    }
  }

  /** Nobody will come back with its cookie. */
  private static HttpServerExchange withoutSession(HttpServerExchange exchange) {
    @Nullable ServletRequestContext context =
        exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    @Nullable HttpSessionImpl session = context == null ? null : context.getSession();
    if (context != null && session != null && !session.isInvalid()) {
      end(session, context.getDeployment(), exchange);
    }
    return exchange;
  }

  /** The request has left the application, whose listeners are to find themselves in it. */
  private static void end(
      HttpSessionImpl session, Deployment deployment, HttpServerExchange exchange) {
    try {
      deployment
          .<Boolean, HttpSessionImpl>createThreadSetupAction(
              (_, ended) -> {
                ended.invalidate();
                return true;
              })
          .call(exchange, session);
    } catch (Exception | Error e) {
      // the answer was none the worse for it
      LOG.debugf(e, "the session of a warm-up could not be ended");
    }
  }

  private long left() {
    return end - System.nanoTime();
  }

  /** Waits until it is over or its time is; returns what has been answered, in order. */
  Map<String, Answer> await() throws InterruptedException {
    boolean _ = over.await(Math.max(0, left()), TimeUnit.NANOSECONDS);
    synchronized (answers) {
      return new LinkedHashMap<>(answers);
    }
  }
}
