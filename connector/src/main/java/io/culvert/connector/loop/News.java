package io.culvert.connector.loop;

import io.culvert.connector.connection.ConnectionSettings;
import io.culvert.connector.connection.RequestBody;
import java.util.ArrayDeque;

/**
 * Bodies that have grown while somebody waited for it. To wake a thread costs more than to look for
 * more to read, so readers are told when there is none, or when they have been kept waiting for a
 * few looks; and always before this thread waits or does something else. Belongs to the holder of
 * the loop's baton.
 */
final class News {
  private static final int MOST_LOOKS = 4;

  private final ArrayDeque<RequestBody> untold = new ArrayDeque<>();
  private int looks;

  void add(RequestBody body) {
    untold.add(body);
  }

  boolean isEmpty() {
    return untold.isEmpty();
  }

  /** Whether it is worth another look for more before anybody is told; counts the looks. */
  boolean mayWait() {
    return ++looks <= MOST_LOOKS;
  }

  /** Tells everybody. */
  void tell(ConnectionSettings settings) {
    looks = 0;
    for (RequestBody body = untold.poll(); body != null; body = untold.poll()) {
      tell(body, settings);
    }
  }

  private static void tell(RequestBody body, ConnectionSettings settings) {
    try {
      body.tell();
    } catch (RuntimeException | Error e) {
      settings.failed(e);
    }
  }
}
