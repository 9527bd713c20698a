package io.culvert.connector.loop;

import java.util.concurrent.TimeUnit;

/**
 * The time as one loop sees it: asked for once after each thing that may have taken long, instead
 * of whenever it is needed. Belongs to the holder of the loop's baton.
 */
final class LoopClock {
  /** How long the sockets may go unwatched while there is always another request to serve. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private long now = System.nanoTime();
  private long lastLook = now;
  private long lastTick = now;

  /** In nanoseconds; only differences mean something. */
  long now() {
    return now;
  }

  /** Something may have taken long. */
  void update() {
    now = System.nanoTime();
  }

  /** All sockets have been looked at. */
  void looked() {
    update();
    lastLook = now;
  }

  boolean isTimeToLook() {
    return now - lastLook > LOOK_NANOS;
  }

  /** Whether so many milliseconds have passed since this last said so. */
  boolean ticks(long millis) {
    if (now - lastTick < TimeUnit.MILLISECONDS.toNanos(millis)) {
      return false;
    }
    lastTick = now;
    return true;
  }
}
