package io.culvert.connector.connection;

import java.time.Duration;
import java.util.List;

/**
 * How long the server waits for an application that does not read its body, and how long a front
 * end may leave a request half told. A request that takes too long is answered with {@code 408} by
 * itself: its siblings on the connection have done nothing wrong. Belongs to the loop.
 */
final class Patience {
  /** How long a full body may go unread before it moves to a file. */
  private static final long STALL_NANOS = Duration.ofMillis(20).toNanos();

  private final ConnectionSettings settings;
  private final LiveRequests live;
  private long resumed;
  private long pausedSince;
  private boolean paused;

  Patience(ConnectionSettings settings, LiveRequests live, long now) {
    this.settings = settings;
    this.live = live;
    this.resumed = now;
  }

  /** The connection is not read for a while, which is no fault of the front end's. */
  void pause(long now) {
    paused = true;
    pausedSince = now;
  }

  void resume(long now) {
    paused = false;
    resumed = now;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether nobody has read a full body for longer than the front end can be kept waiting. */
  boolean hasStalled(long now) {
    return paused && now - pausedSince > STALL_NANOS;
  }

  /** Whether a record that began then should have arrived by now. */
  boolean isRecordOverdue(long began, long now) {
    return now - latest(began) > settings.timeouts().parameters().toNanos();
  }

  /**
   * Ends requests whose parameters or bodies do not arrive.
   *
   * @return whether there were some and no other request is left
   */
  boolean endOverdue(long now) {
    boolean any = false;
    List<FcgiRequest> all = live.all();
    for (FcgiRequest request : all) {
      if (!request.hasParams()) {
        any |= isRecordOverdue(request.beganAt(), now) && endParams(request);
      } else if (request.input().isAwaited()
          && now - latest(request.lastInput()) > settings.timeouts().body().toNanos()) {
        request.abort(
            "the body did not arrive in time", () -> request.response().cutOff(Refusal.TIMEOUT));
        any = true;
      }
    }
    return any && all.stream().allMatch(request -> request.response().isEnded());
  }

  private boolean endParams(FcgiRequest request) {
    if (request.response().refuse(Refusal.TIMEOUT)) {
      RefusalCause cause = RefusalCause.PARAMETERS_LATE;
      request.refused(cause, Refusal.TIMEOUT.status(), cause.text());
    }
    return true;
  }

  /** Clocks may be negative; only differences mean something. */
  private long latest(long time) {
    return time - resumed > 0 ? time : resumed;
  }
}
