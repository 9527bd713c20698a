package io.culvert.session.redis;

import io.culvert.session.SessionId;
import io.culvert.session.SessionSnapshot;
import io.culvert.session.SessionTimes;
import io.culvert.session.heap.HeapLimits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be asked of Redis about the sessions of one application.
 *
 * <p>Sessions are spread over buckets by their ids. The keys of a bucket have its name in braces,
 * by which a cluster keeps them together, so that what concerns one session, or one and its next
 * name, is done in one step.
 *
 * @param prefix what the keys of all applications begin with
 * @param application its name, with nothing in it that means anything to Redis
 * @param limits how much Redis takes in
 */
record Calls(String prefix, String application, HeapLimits limits) {
  /** Enough for a cluster to spread them, few enough to look into each every second. */
  static final int BUCKETS = 16;

  static Calls of(String prefix, String application, HeapLimits limits) {
    String name = URLEncoder.encode(application, StandardCharsets.UTF_8).replace("*", "%2A");
    return new Calls(prefix, name, limits);
  }

  static int bucket(SessionId id) {
    return Math.floorMod(id.text().hashCode(), BUCKETS);
  }

  private String bucketName(int bucket) {
    return "%s{%s.%d}".formatted(prefix, application, bucket);
  }

  private byte[] key(SessionId id) {
    return bytes(bucketName(bucket(id)) + ":" + id.text());
  }

  /** The key of the set of sessions by their end. */
  byte[] due(int bucket) {
    return bytes(bucketName(bucket) + ".due");
  }

  /** The key of the set of sessions whose client has not come back. */
  byte[] newcomers(int bucket) {
    return bytes(bucketName(bucket) + ".new");
  }

  /**
   * @param room what its bucket may have
   */
  Script.Call create(
      SessionSnapshot<?> session,
      Map<String, byte[]> attributes,
      Room room,
      String mark,
      Instant now) {
    SessionTimes times = session.times();
    List<byte[]> own = new ArrayList<>();
    own.add(bytes(room.sessions()));
    own.add(bytes(room.newcomers()));
    field(own, "v", session.version());
    field(own, "c", times.created().toEpochMilli());
    field(own, "a", times.lastAccessed().toEpochMilli());
    field(own, "n", times.lastAccessed().toEpochMilli());
    field(own, "i", times.idleSince().toEpochMilli());
    field(own, "m", times.maxInactive().toMillis());
    field(own, "r", times.returned() ? 1 : 0);
    attributes.forEach(
        (name, value) -> {
          own.add(bytes("@" + name));
          own.add(marked(mark, value));
        });
    return call(Scripts.CREATE, session.id(), mark, now, own);
  }

  private static void field(List<byte[]> fields, String name, long value) {
    fields.add(bytes(name));
    fields.add(bytes(value));
  }

  private static byte[] marked(String mark, byte[] value) {
    byte[] whole = new byte[Marks.LENGTH + value.length];
    System.arraycopy(bytes(mark), 0, whole, 0, Marks.LENGTH);
    System.arraycopy(value, 0, whole, Marks.LENGTH, value.length);
    return whole;
  }

  /**
   * @param known the mark of what is known; empty if nothing is
   * @param visit whether a request has come with it
   */
  Script.Call read(SessionId id, String known, boolean visit, Instant now) {
    return call(Scripts.READ, id, "", now, List.of(bytes(known), bytes(visit ? 1 : 0)));
  }

  /**
   * @param since the session is known not to have been over from then until now
   */
  Script.Call touch(SessionId id, Instant since, Instant lastAccessed, Instant now) {
    List<byte[]> own = List.of(bytes(lastAccessed.toEpochMilli()), bytes(since.toEpochMilli()));
    return call(Scripts.TOUCH, id, "", now, own);
  }

  Script.Call save(SessionId id, Delta<?> delta, String base, String mark, Instant now) {
    List<byte[]> own = new ArrayList<>();
    own.add(bytes(base));
    own.add(bytes(delta.maxInactive().map(Duration::toMillis).map(String::valueOf).orElse("")));
    own.add(bytes(delta.bound().size()));
    delta
        .bound()
        .forEach(
            (name, value) -> {
              own.add(bytes(name));
              own.add(value);
            });
    delta.unbound().forEach(name -> own.add(bytes(name)));
    return call(Scripts.SAVE, id, mark, now, own);
  }

  Script.Call rename(SessionId from, SessionId to, String mark, Instant now) {
    Script.Call call = call(Scripts.RENAME, from, mark, now, List.of(bytes(to.text())));
    List<byte[]> keys = new ArrayList<>(call.keys());
    keys.add(key(to));
    return new Script.Call(call.script(), keys, call.arguments());
  }

  Script.Call delete(SessionId id, String mark, Instant now) {
    return call(Scripts.DELETE, id, mark, now, List.of());
  }

  Script.Call collect(SessionId id, String mark, Instant now) {
    return call(Scripts.COLLECT, id, mark, now, List.of());
  }

  private Script.Call call(
      Script script, SessionId id, String mark, Instant now, List<byte[]> own) {
    int bucket = bucket(id);
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(bytes(now.toEpochMilli()));
    arguments.add(bytes(id.text()));
    arguments.add(bytes(mark));
    arguments.add(bytes(limits.probation().toMillis()));
    arguments.addAll(own);
    return new Script.Call(script, List.of(key(id), due(bucket), newcomers(bucket)), arguments);
  }

  private static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
