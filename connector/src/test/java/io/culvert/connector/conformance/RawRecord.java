package io.culvert.connector.conformance;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.wire.Role;
import java.util.Arrays;

/** A record byte by byte, with padding of any length and reserved bytes of any value. */
final class RawRecord {
  private final int type;
  private final int id;
  private final byte[] content;
  private int padding;
  private int reserved;

  RawRecord(int type, int id, byte[] content) {
    this.type = type;
    this.id = id;
    this.content = content;
  }

  static byte[] begin(int id, boolean keep) {
    return ScriptedPeer.begin(id, Role.RESPONDER, keep);
  }

  static byte[] plain(int type, int id, byte[] content) {
    return new RawRecord(type, id, content).bytes();
  }

  /** Padded to a multiple of eight bytes. */
  static byte[] aligned(int type, int id, byte[] content) {
    return new RawRecord(type, id, content).padded(-content.length & 7).bytes();
  }

  RawRecord padded(int padding) {
    this.padding = padding;
    return this;
  }

  RawRecord reserved(int reserved) {
    this.reserved = reserved;
    return this;
  }

  /** The padding is as unlike anything sensible as it can be. */
  byte[] bytes() {
    byte[] bytes = new byte[8 + content.length + padding];
    bytes[0] = 1;
    bytes[1] = (byte) type;
    bytes[2] = (byte) (id >> 8);
    bytes[3] = (byte) id;
    bytes[4] = (byte) (content.length >> 8);
    bytes[5] = (byte) content.length;
    bytes[6] = (byte) padding;
    bytes[7] = (byte) reserved;
    System.arraycopy(content, 0, bytes, 8, content.length);
    Arrays.fill(bytes, 8 + content.length, bytes.length, (byte) 0xFF);
    return bytes;
  }
}
