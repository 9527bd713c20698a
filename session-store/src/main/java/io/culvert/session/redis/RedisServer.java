package io.culvert.session.redis;

import io.culvert.session.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Redis as all stores of this process share it. When it does not answer one thread tries to reach
 * it again, and nobody else waits for it until then. Safe for any number of threads.
 */
public final class RedisServer implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  private final Logger log = Logger.getLogger(RedisServer.class);
  private final RedisSettings settings;
  private final Clients clients;
  private final Backlog backlog;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Complaints complaints;
  private final Teller teller;

  /** Only one thread at a time connects anew and tells Redis what was remembered. */
  private final ReentrantLock returning = new ReentrantLock();

  private volatile Client redis;

  private RedisServer(RedisSettings settings, Clients clients, Client redis) {
    this.settings = settings;
    this.clients = clients;
    this.redis = redis;
    this.backlog = new Backlog(settings.backlog(), settings.timeout());
    this.complaints = new Complaints(settings.address());
    this.teller = new Teller(backlog, settings.connections(), complaints);
  }

  /**
   * Connects.
   *
   * @throws IOException if there is no answer; the message is for the operator
   */
  public static RedisServer open(RedisSettings settings) throws IOException {
    Clients clients = new Clients(settings);
    try {
      return new RedisServer(settings, clients, connected(clients));
    } catch (JedisException e) {
      throw new IOException(
          "%s: cannot be used for sessions (setting sessions.redis.address): %s"
              .formatted(settings.address(), Complaints.reason(e)),
          e);
    }
  }

  /** Only who takes writes is of use: a replica does not, for one. */
  private static Client connected(Clients clients) {
    Client redis = clients.open();
    try {
      redis.redis().pexpire(clients.settings().prefix() + "probe", 1);
      return redis;
    } catch (JedisException e) {
      redis.close();
      throw e;
    }
  }

  RedisSettings settings() {
    return settings;
  }

  /** Whether it does not answer, or has not been told yet what it missed. */
  boolean isAway() {
    return backlog.isOpen();
  }

  Backlog backlog() {
    return backlog;
  }

  /**
   * Whether Redis may be asked which sessions have ended. Not when it has just come back: other
   * servers need about as long to notice, and then tell it who was there meanwhile.
   */
  boolean isSettled() {
    boolean toldLately =
        settings.whenDown() == RedisSettings.WhenDown.REMEMBER
            && backlog.wasOpen(settings.timeout().multipliedBy(3));
    return !backlog.isOpen() && !toldLately;
  }

  /**
   * The value all servers that share this Redis agree on: the one who comes first decides.
   *
   * @param name a name that nothing else has
   * @param proposal the value if there is none yet
   */
  public byte[] agree(String name, byte[] proposal) {
    byte[] key = (settings.prefix() + name).getBytes(StandardCharsets.UTF_8);
    return call(
        jedis -> {
          jedis.setnx(key, proposal);
          byte[] agreed = jedis.get(key);
          return agreed == null ? proposal : agreed;
        });
  }

  /**
   * Runs a script.
   *
   * @throws StoreUnavailableException if Redis does not, or nobody knows whether it has
   */
  Answer run(Script.Call call) {
    return call(call::run);
  }

  /**
   * Has Redis do something that does no harm if it is done twice.
   *
   * @throws StoreUnavailableException if it does not, or nobody knows whether it has
   */
  <T> T call(Function<UnifiedJedis, T> task) {
    if (backlog.isOpen()) {
      throw away("Redis is away");
    }
    return undisturbed(() -> answered(task));
  }

  /** A socket is closed when it meets a virtual thread that is interrupted. */
  private static <T> T undisturbed(Supplier<T> task) {
    boolean interrupted = Thread.interrupted();
    try {
      return task.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T answered(Function<UnifiedJedis, T> task) {
    try {
      return redis.twice(task);
    } catch (JedisException e) {
      // one that was interrupted again and again says nothing of Redis
      if (isAway(e) && !Thread.currentThread().isInterrupted()) {
        lost(e);
      }
      throw new StoreUnavailableException(
          "%s: %s".formatted(settings.address(), Complaints.reason(e)), e);
    }
  }

  private StoreUnavailableException away(String what) {
    return new StoreUnavailableException("%s: %s".formatted(settings.address(), what));
  }

  /** Whether it is Redis that has a problem, not a single command. */
  static boolean isAway(JedisException e) {
    return switch (e) {
      case JedisConnectionException _,
          JedisClusterException _,
          JedisClusterOperationException _,
          JedisAccessControlException _,
          JedisBusyException _ ->
          true;
      case JedisDataException data ->
          Stream.of("LOADING", "MASTERDOWN", "READONLY", "NOREPLICAS", "NOAUTH")
              .anyMatch(word -> String.valueOf(data.getMessage()).startsWith(word));
      default -> false;
    };
  }

  private void lost(JedisException e) {
    if (closed.getCount() > 0 && backlog.open()) {
      log.errorf(
          "%s: no answer: %s. Until there is, %s",
          settings.address(),
          Complaints.reason(e),
          switch (settings.whenDown()) {
            case REFUSE -> "requests that need a session are answered with 503";
            case REMEMBER -> "sessions that are known here are served, and changes remembered";
          });
      Thread.ofVirtual().name("redis").start(this::findAgain);
    }
  }

  private void findAgain() {
    long since = System.nanoTime();
    try {
      while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        if (isBack()) {
          Duration gone = Duration.ofNanos(System.nanoTime() - since);
          log.infof("%s: is back after %d ms", settings.address(), gone.toMillis());
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connects anew, since what there was may be connected to who is no longer the master. */
  private boolean isBack() {
    returning.lock();
    try {
      Client fresh = connected(clients);
      Client old = redis;
      redis = fresh;
      old.close();
      tellAll(fresh.redis());
      return true;
    } catch (RuntimeException e) {
      // whatever it is, giving up would be worse
      complaints.say("is still away", e);
      return false;
    } finally {
      returning.unlock();
    }
  }

  private void tellAll(UnifiedJedis fresh) {
    long told = teller.tellAll(fresh);
    if (told > 0) {
      log.infof(
          "%s: was told %d changes and visits of sessions; in all, %d were refused, or found their"
              + " session ended or renamed",
          settings.address(), told, teller.dropped());
    }
  }

  /** Tells Redis what it has to be told yet, if it answers, and disconnects. */
  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    if (backlog.length() > 0 && !undisturbed(this::isBack)) {
      log.errorf(
          "%s: did not come back: %d changes of sessions are lost",
          settings.address(), backlog.length());
    }
    redis.close();
  }

  /** Where it is; without passwords. */
  @Override
  public String toString() {
    return settings.address().toString();
  }
}
