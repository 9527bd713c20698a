package io.culvert.container.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Guesses that are being checked. A browser sends many requests at once that all show the same
 * right password, so who finds no room is not refused, but waits for those before. Any thread.
 */
final class UnderWay {
  private final int mostWaiting;
  private final Duration patience;

  /** Guarded by this, as all else; nothing is called under the monitor that waits. */
  private final Map<Source, Integer> running = new HashMap<>();

  private int waiting;

  /**
   * @param mostWaiting how many may wait, of all sources together
   * @param patience how long
   */
  UnderWay(int mostWaiting, Duration patience) {
    this.mostWaiting = mostWaiting;
    this.patience = patience;
  }

  /** For how many of one source there is room at this moment. */
  record Room(Source source, IntSupplier most) {}

  /** Something that is being checked, until it is closed. */
  final class Place implements AutoCloseable {
    private final List<Room> rooms;

    private Place(List<Room> rooms) {
      this.rooms = rooms;
    }

    @Override
    public void close() {
      leave(rooms);
    }
  }

  /**
   * Waits for room.
   *
   * @param refused looked at before each look for room
   * @return nothing if it is refused
   * @throws UnavailableException if too many wait, or it takes too long
   */
  synchronized Optional<Place> enter(BooleanSupplier refused, Room... all) {
    List<Room> rooms = List.of(all);
    long end = System.nanoTime() + patience.toNanos();
    while (!refused.getAsBoolean()) {
      if (rooms.stream().allMatch(this::isFree)) {
        rooms.forEach(room -> running.merge(room.source(), 1, Integer::sum));
        return Optional.of(new Place(rooms));
      }
      Duration left = left(end);
      waiting++;
      try {
        wait(left.toMillis() + 1);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("interrupted while other logins are being checked");
      } finally {
        waiting--;
      }
    }
    return Optional.empty();
  }

  private Duration left(long end) {
    long nanos = end - System.nanoTime();
    if (waiting == mostWaiting || nanos <= 0) {
      throw new UnavailableException("too many logins are being checked");
    }
    return Duration.ofNanos(nanos);
  }

  private boolean isFree(Room room) {
    return running.getOrDefault(room.source(), 0) < room.most().getAsInt();
  }

  private synchronized void leave(List<Room> rooms) {
    for (Room room : rooms) {
      int left = running.getOrDefault(room.source(), 0) - 1;
      if (left == 0) {
        running.remove(room.source());
      } else {
        running.put(room.source(), left);
      }
    }
    notifyAll();
  }
}
