package io.culvert.session.disk;

import io.culvert.session.SessionId;
import io.culvert.session.ValueBytes;
import java.util.Optional;

/** Values that are bytes already. */
record PlainBytes() implements ValueBytes<byte[]> {
  @Override
  public Optional<byte[]> bytes(SessionId session, String name, byte[] value) {
    return Optional.of(value);
  }

  @Override
  public byte[] value(byte[] bytes) {
    return bytes;
  }
}
