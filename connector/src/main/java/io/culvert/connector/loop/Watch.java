package io.culvert.connector.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices that a loop is held up in a request and has another thread go on with it. Ticks about
 * every two milliseconds while any loop is busy and sleeps otherwise: every tick wakes a thread,
 * which costs as much as two small requests.
 *
 * <p>A thread that waits is replaced at the second tick. One that is runnable may only have been
 * preempted by the kernel, so it is given a few ticks more; they are counted, not measured, because
 * a machine that is short of processors delays the watch as well.
 */
final class Watch implements Runnable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int TICKS_WAITING = 1;
  private static final int TICKS_RUNNABLE = 3;
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int QUIET_TICKS_BEFORE_SLEEP = 50;

  private static final class Seen {
    private long ticket;
    private int ticks;
  }

  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("culvert-watch").unstarted(this);
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Watches another loop. Only before {@link #start}. */
  void add(EventLoop loop) {
    loops.add(loop);
    seen.add(new Seen());
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    int quiet = 0;
    while (!closed) {
      quiet = lookAtAll() ? 0 : quiet + 1;
      if (quiet < QUIET_TICKS_BEFORE_SLEEP) {
        LockSupport.parkNanos(this, TICK_NANOS);
      } else {
        sleep();
        quiet = QUIET_TICKS_BEFORE_SLEEP - 1;
      }
    }
  }

  /** Sleeps until a loop gets busy; one that got busy just before is seen by the last look. */
  private void sleep() {
    asleep = true;
    if (!closed && !anyBusy()) {
      LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
    }
    asleep = false;
  }

  private boolean anyBusy() {
    for (int i = 0; i < loops.size(); i++) {
      if (loops.get(i).ticket() != seen.get(i).ticket) {
        return true;
      }
    }
    return false;
  }

  /** A loop begins to serve a request. */
  void wake() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** Without the watch a loop that is held up stays so: it goes on whatever happens. */
  private boolean lookAtAll() {
    try {
      return tick();
    } catch (RuntimeException | Error _) {
      return true; // as when memory has run out; the next look is soon
    }
  }

  /** Looks at every loop; returns whether any of them did something since the last look. */
  boolean tick() {
    boolean busy = false;
    for (int i = 0; i < loops.size(); i++) {
      EventLoop loop = loops.get(i);
      loop.rescue();
      Seen last = seen.get(i);
      long ticket = loop.ticket();
      if (ticket != last.ticket) {
        last.ticket = ticket;
        last.ticks = 0;
        busy = true;
      } else if (Baton.isLying(ticket)) {
        busy = true;
        int patience = loop.holderIsWaiting() ? TICKS_WAITING : TICKS_RUNNABLE;
        if (++last.ticks >= patience) {
          loop.takeOver(ticket);
        }
      }
    }
    return busy;
  }
}
