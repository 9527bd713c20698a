package io.culvert.session;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A session as bytes on disk: id, version, times, then each attribute with its length. Whoever
 * frames it keeps it whole: nothing here notices that a byte has changed.
 */
public final class SnapshotFormat {
  /** Attributes of one session, and bytes of a name or value: beyond that it is no session. */
  private static final int MOST = 1 << 28;

  private SnapshotFormat() {}

  /** Writes one session. */
  public static void write(SessionSnapshot<byte[]> session, DataOutputStream out)
      throws IOException {
    SessionTimes times = session.times();
    out.writeUTF(session.id().text());
    out.writeLong(session.version());
    write(times.created(), out);
    write(times.lastAccessed(), out);
    write(times.idleSince(), out);
    out.writeLong(times.maxInactive().toMillis());
    out.writeBoolean(times.returned());
    out.writeInt(session.attributes().size());
    for (Map.Entry<String, byte[]> attribute : session.attributes().entrySet()) {
      write(attribute.getKey().getBytes(StandardCharsets.UTF_8), out);
      write(attribute.getValue(), out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException also if it is no session
   */
  public static SessionSnapshot<byte[]> read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    long version = in.readLong();
    SessionTimes times =
        new SessionTimes(
            instant(in),
            instant(in),
            instant(in),
            Duration.ofMillis(in.readLong()),
            in.readBoolean());
    int count = length(in);
    Map<String, byte[]> attributes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String name = new String(bytes(in), StandardCharsets.UTF_8);
      attributes.put(name, bytes(in));
    }
    SessionId known =
        SessionId.parse(id).orElseThrow(() -> new IOException("a session's id is none"));
    return new SessionSnapshot<>(known, version, times, attributes);
  }

  private static void write(Instant instant, DataOutputStream out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = length(in);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a session breaks off");
    }
    return bytes;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("a session claims a part of %d bytes".formatted(length));
    }
    return length;
  }
}
