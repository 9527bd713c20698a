package io.culvert.session.disk;

import io.culvert.session.Appraisal;
import io.culvert.session.Change;
import io.culvert.session.RandomSessionIds;
import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionUpdate;
import io.culvert.session.heap.HeapLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A process that writes sessions with several threads and says what is safe, until it is killed.
 */
final class Scribe {
  private static final int THREADS = 4;

  private Scribe() {}

  public static void main(String[] arguments) throws IOException {
    DiskSessionStore<byte[]> store =
        DiskSessionStore.open(
            Path.of(arguments[0]),
            new PlainBytes(),
            HeapLimits.sessions(100_000),
            Appraisal.none(),
            Clock.systemUTC());
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(() -> write(store));
    }
  }

  private static void write(DiskSessionStore<byte[]> store) {
    RandomSessionIds ids = new RandomSessionIds(new SecureRandom());
    for (int round = 0; ; round++) {
      SessionId id = ids.next();
      store.create(SessionSnapshot.beginning(id, Clock.systemUTC().instant(), Duration.ofHours(1)));
      for (int count = 1; count <= 3; count++) {
        byte[] value = Integer.toString(count).getBytes(StandardCharsets.UTF_8);
        store.save(SessionUpdate.regardless(id, List.of(new Change.Put<>("count", value))));
        store.flush(id);
        System.out.println(id.text() + " " + count);
      }
      if (round % 3 > 0) {
        System.out.println(id.text() + " leaving");
      }
      if (round % 3 == 1) {
        SessionId renamed = ids.next();
        store.rename(id, renamed);
        System.out.println(id.text() + " gone");
        System.out.println(renamed.text() + " 3");
      } else if (round % 3 == 2) {
        store.delete(id);
        System.out.println(id.text() + " gone");
      }
    }
  }
}
