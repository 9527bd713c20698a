package io.culvert.session.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a script has answered.
 *
 * @param value nothing, a number, bytes or a list of such, as Jedis returns it
 */
record Answer(@Nullable Object value) {
  private static final Set<String> UNDONE = Set.of("GONE", "CONFLICT", "TAKEN", "REFUSED");

  /** Of scripts that answer yes or no. */
  boolean isYes() {
    return value instanceof Long number && number == 1;
  }

  /** Whether a change was made that nobody waits to hear of any more. */
  boolean isDone() {
    return !(value instanceof Long) ? !UNDONE.contains(word()) : isYes();
  }

  /** The word with which scripts begin that have several things to say. */
  String word() {
    return text(0);
  }

  /** The text at a place of a list; empty if it is not so long. */
  String text(int place) {
    List<?> all = list();
    return place < all.size() && all.get(place) instanceof byte[] bytes ? text(bytes) : "";
  }

  /** The session whose fields are at a place of a list. */
  Optional<StoredSession> session(int place) {
    List<?> all = list();
    return place < all.size() ? new Answer(all.get(place)).session() : Optional.empty();
  }

  /** The session whose fields are all there is; empty if there are none. */
  Optional<StoredSession> session() {
    List<?> all = list();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Map<String, byte[]> fields = new HashMap<>();
    for (int i = 0; i + 1 < all.size(); i += 2) {
      if (all.get(i) instanceof byte[] name && all.get(i + 1) instanceof byte[] field) {
        fields.put(text(name), field);
      }
    }
    return Optional.of(StoredSession.of(fields));
  }

  private List<?> list() {
    return value instanceof List<?> all ? all : List.of();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
