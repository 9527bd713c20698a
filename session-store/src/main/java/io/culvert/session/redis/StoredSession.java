package io.culvert.session.redis;

import io.culvert.session.SessionTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A session as it is in Redis.
 *
 * @param mark of its last change
 * @param attributes those that were not known already
 */
record StoredSession(
    long version, String mark, SessionTimes times, Map<String, StoredValue> attributes) {
  private static final char ATTRIBUTE = '@';

  /**
   * The value of an attribute.
   *
   * @param mark of the change that bound it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record StoredValue(String mark, byte[] bytes) {}

  static StoredSession of(Map<String, byte[]> fields) {
    Map<String, StoredValue> attributes = new HashMap<>();
    fields.forEach(
        (name, field) -> {
          if (name.charAt(0) == ATTRIBUTE) {
            attributes.put(name.substring(1), value(field));
          }
        });
    SessionTimes times =
        new SessionTimes(
            instant(fields, "c"),
            instant(fields, "a"),
            instant(fields, "i"),
            Duration.ofMillis(number(fields, "m")),
            number(fields, "r") == 1);
    return new StoredSession(number(fields, "v"), text(fields, "t"), times, attributes);
  }

  private static StoredValue value(byte[] field) {
    return new StoredValue(
        new String(field, 0, Marks.LENGTH, StandardCharsets.US_ASCII),
        Arrays.copyOfRange(field, Marks.LENGTH, field.length));
  }

  private static Instant instant(Map<String, byte[]> fields, String name) {
    return Instant.ofEpochMilli(number(fields, name));
  }

  private static long number(Map<String, byte[]> fields, String name) {
    return Long.parseLong(text(fields, name));
  }

  private static String text(Map<String, byte[]> fields, String name) {
    return new String(fields.getOrDefault(name, new byte[0]), StandardCharsets.US_ASCII);
  }
}
