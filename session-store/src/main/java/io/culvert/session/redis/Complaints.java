package io.culvert.session.redis;

import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Warnings about Redis: each once, until there is another one. Safe for any number of threads. */
final class Complaints {
  private final Logger log = Logger.getLogger(RedisServer.class);
  private final AtomicReference<String> last = new AtomicReference<>("");
  private final RedisAddress address;

  Complaints(RedisAddress address) {
    this.address = address;
  }

  void say(String what, RuntimeException why) {
    String text = what + ": " + reason(why);
    if (!text.equals(last.getAndSet(text))) {
      log.warnf("%s: %s", address, text);
    }
  }

  /** What a person has to know of it. */
  static String reason(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage() == null ? root : root.getMessage());
  }
}
