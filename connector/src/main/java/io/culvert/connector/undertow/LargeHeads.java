package io.culvert.connector.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Tells of response heads for which nginx may have no room: it answers 502 then, and nothing that
 * the application does shows why. An application is told of once in a minute. Any thread.
 */
final class LargeHeads {
  private static final Logger LOG = Logger.getLogger(LargeHeads.class);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int KIB = 1024;
  private static final int RECORD_HEADER = 8;

  /** One memory page is the default of {@code fastcgi_buffer_size}, the record's header in it. */
  private static final int FITS_BY_DEFAULT = 4 * KIB - RECORD_HEADER;

  /** What the configuration that we print for it has room for. */
  private static final int FITS_AS_PRINTED = 16 * KIB - RECORD_HEADER;

  private final LongSupplier clock;

  /** When an application was last told of, by its name: as many as were ever deployed. */
  private final Map<String, AtomicLong> told = new ConcurrentHashMap<>();

  /**
   * @param clock the time in nanoseconds, of which only differences mean something
   */
  LargeHeads(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether a head of so many bytes is worth a {@link #look}. */
  static boolean isLarge(long bytes) {
    return bytes > FITS_BY_DEFAULT;
  }

  /** Tells of a large head that is on its way to nginx, unless its application was just told of. */
  void look(HttpServerExchange exchange, long bytes) {
    String application = application(exchange);
    if (isDue(application)) {
      LOG.logf(
          bytes > FITS_AS_PRINTED ? Level.WARN : Level.INFO,
          "%s: the head of the response to %s takes %d bytes; unless nginx is configured with"
              + " 'fastcgi_buffer_size %dk' or more, of which 4k is the default, it answers 502",
          application,
          exchange.getRequestPath(),
          bytes,
          Math.ceilDiv(bytes + RECORD_HEADER, 4 * KIB) * 4);
    }
  }

  private static String application(HttpServerExchange exchange) {
    ServletRequestContext servlet = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
    return servlet == null
        ? "outside applications"
        : servlet.getDeployment().getDeploymentInfo().getDeploymentName();
  }

  private boolean isDue(String application) {
    long now = clock.getAsLong();
    AtomicLong last = told.computeIfAbsent(application, _ -> new AtomicLong(now - MINUTE));
    long before = last.get();
    return now - before >= MINUTE && last.compareAndSet(before, now);
  }
}
