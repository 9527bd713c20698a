package io.culvert.session.heap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Knows whose time comes when, without a timer for each: a ring of one-second slots, about eight
 * and a half minutes round. A session is put into the slot of its end, or into the farthest slot if
 * that is beyond the horizon. Being touched doesn't move it: when its slot comes and its time is
 * not up, it is put farther away. Guarded by the lock of {@link Housekeeping}.
 */
final class TimingWheel<V> {
  private static final int SLOTS = 512;

  private final List<Chain<V>> slots = Stream.<Chain<V>>generate(Chain::new).limit(SLOTS).toList();

  /** Seconds of the epoch up to which, inclusive, slots have been emptied. */
  private long swept;

  TimingWheel(Instant now) {
    this.swept = now.getEpochSecond();
  }

  /** (Re)places a session by the end it has now; an endless one leaves the wheel. */
  void place(HeapSession<V> session) {
    session.due().ifPresentOrElse(end -> session.alarm.moveTo(slotOf(end)), session.alarm::leave);
  }

  /** Takes those off the wheel whose time is up. */
  List<HeapSession<V>> advance(Instant now) {
    long target = now.getEpochSecond();
    List<Link<V>> candidates = new ArrayList<>();
    // after a long sleep each slot needs to be looked at only once
    for (long second = Math.max(swept + 1, target - SLOTS + 1); second <= target; second++) {
      candidates.addAll(slot(second).takeAll());
    }
    swept = Math.max(swept, target);
    List<HeapSession<V>> due = new ArrayList<>();
    for (Link<V> candidate : candidates) {
      if (isOver(candidate.session, now)) {
        due.add(candidate.session);
      } else {
        place(candidate.session);
      }
    }
    return due;
  }

  private boolean isOver(HeapSession<V> session, Instant now) {
    return session.due().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** Rounds up: when the slot comes, the time is up. */
  private Chain<V> slotOf(Instant end) {
    long second = end.getEpochSecond() + (end.getNano() == 0 ? 0 : 1);
    return slot(Math.clamp(second, swept + 1, swept + SLOTS - 1));
  }

  private Chain<V> slot(long second) {
    return slots.get((int) Math.floorMod(second, (long) SLOTS));
  }
}
