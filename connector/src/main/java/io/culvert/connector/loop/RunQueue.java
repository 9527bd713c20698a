package io.culvert.connector.loop;

import io.culvert.connector.connection.Admission;
import io.culvert.connector.connection.FcgiRequest;
import io.culvert.connector.connection.Places;
import io.culvert.connector.connection.RefusalCause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one loop that have not been served yet, in the order they came. No thread waits
 * with them: the loop asks for the next one whenever it can, and when there was no place it is
 * woken as soon as one is granted to it. Each loop stands in the line for places once, so loops
 * take turns.
 *
 * <p>Belongs to the holder of the loop's baton, but for {@link #granted}.
 */
final class RunQueue implements Places.Waiter {
  private final Places places;
  private final Admission admission;
  private final long patience;
  private final Runnable wakeUp;
  private final ArrayDeque<FcgiRequest> waiting = new ArrayDeque<>();
  private final ArrayDeque<FcgiRequest> arrived = new ArrayDeque<>();
  private final AtomicBoolean granted = new AtomicBoolean();
  private boolean inLine;
  private boolean anyWithdrawn;
  private volatile boolean closed;

  /**
   * @param places one for each request that may be taken out of here
   * @param admission counts those who find none
   * @param patience from the end of a request's parameters until it is turned away; zero for ever
   * @param wakeUp brings the loop here; any thread
   */
  RunQueue(Places places, Admission admission, Duration patience, Runnable wakeUp) {
    this.places = places;
    this.admission = admission;
    this.patience = patience.isZero() ? Long.MAX_VALUE : patience.toNanos();
    this.wakeUp = wakeUp;
  }

  void add(FcgiRequest request) {
    arrived.add(request);
  }

  /** Some requests in here may have ended. */
  void withdrawn() {
    anyWithdrawn = true;
  }

  @Override
  public void granted() {
    granted.set(true);
    if (closed) {
      giveBackGrant();
    } else {
      wakeUp.run();
    }
  }

  /** The next request, with a place taken for it; null if there is none, or no place. */
  @Nullable FcgiRequest next(long now) {
    if (anyWithdrawn) {
      removeEnded();
    }
    turnAwayStale(now);
    if (first() == null) {
      giveBackGrant();
      return null;
    }
    if (!hasPlace()) {
      queueArrived();
      return null;
    }
    return remove();
  }

  /** Whether {@link #next} has something to do already. */
  boolean isReady() {
    return granted.get() || !arrived.isEmpty() || (!waiting.isEmpty() && !inLine);
  }

  /** Milliseconds until the patience with the first request ends, at least 1. */
  long millisUntilStale(long now, long otherwise) {
    FcgiRequest first = first();
    if (first == null) {
      return otherwise;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(patience - (now - first.readyAt())) + 1;
    return Math.clamp(left, 1, otherwise);
  }

  private @Nullable FcgiRequest first() {
    FcgiRequest first = waiting.peek();
    return first != null ? first : arrived.peek();
  }

  private FcgiRequest remove() {
    if (waiting.isEmpty()) {
      return arrived.remove();
    }
    admission.unqueue();
    FcgiRequest request = waiting.remove();
    request.unqueued();
    return request;
  }

  private boolean hasPlace() {
    if (!inLine) {
      if (places.take()) {
        return true;
      }
      places.await(this);
      inLine = true;
    }
    if (!granted.compareAndSet(true, false)) {
      return false;
    }
    inLine = false;
    return true;
  }

  /** A place for requests that have gone meanwhile is the next waiter's. */
  private void giveBackGrant() {
    if (granted.compareAndSet(true, false)) {
      inLine = false;
      places.giveBack();
    }
  }

  private void queueArrived() {
    for (FcgiRequest r = arrived.poll(); r != null; r = arrived.poll()) {
      if (admission.queue()) {
        r.queued();
        waiting.add(r);
      } else {
        r.turnAway(RefusalCause.QUEUE_FULL);
      }
    }
  }

  private void turnAwayStale(long now) {
    FcgiRequest first = first();
    while (first != null && now - first.readyAt() > patience) {
      remove().turnAway(RefusalCause.QUEUED_TOO_LONG);
      first = first();
    }
  }

  private void removeEnded() {
    anyWithdrawn = false;
    waiting.removeIf(
        request -> {
          boolean ended = removeEnded(request);
          if (ended) {
            admission.unqueue();
          }
          return ended;
        });
    arrived.removeIf(RunQueue::removeEnded);
  }

  private static boolean removeEnded(FcgiRequest request) {
    if (!request.response().isEnded()) {
      return false;
    }
    request.turnAway(RefusalCause.FRONT_END_GONE);
    return true;
  }

  /** Turns everybody away: the loop is closed. */
  void close() {
    closed = true;
    while (first() != null) {
      remove().turnAway(RefusalCause.SERVER_STOPS);
    }
    giveBackGrant();
  }
}
