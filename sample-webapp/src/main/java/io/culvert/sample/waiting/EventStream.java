package io.culvert.sample.waiting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Writes the events of a {@link Schedule}, each flushed at once, and at the end one of type {@code
 * done}.
 */
final class EventStream {
  private final OutputStream out;
  private final Schedule schedule;
  private final Predicate<Duration> pause;

  /**
   * @param pause waits that long; false means that there is no point in going on
   */
  EventStream(OutputStream out, Schedule schedule, Predicate<Duration> pause) {
    this.out = out;
    this.schedule = schedule;
    this.pause = pause;
  }

  /** Sends the events from this id on; fails with an IOException when the client has gone. */
  void sendFrom(long first) throws IOException {
    send("retry: 2000\n\n");
    for (long id = first; id <= schedule.count(); id++) {
      if (!pause.test(schedule.every())) {
        return;
      }
      send("id: %d\ndata: event %d of %d\n\n".formatted(id, id, schedule.count()));
    }
    send("event: done\ndata: that was all\n\n");
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
